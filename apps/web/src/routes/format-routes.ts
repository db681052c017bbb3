import {
  type FormatFacts,
  families,
  optionsOf,
  optionsSchema,
  type SourceFormat,
  sourceFormats,
  type TargetFormat,
  targetFormats,
  targetsOfFormat,
} from "@platen/core";
import { Type } from "typebox";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

const formatsSchema = Type.Object({
  maxUploadBytes: Type.Integer(),
  keepMs: Type.Integer({ description: "How long source and result are kept after the end." }),
  accept: Type.Array(Type.String(), { description: "File name extensions, as an input element takes them." }),
  sources: Type.Array(
    Type.Object({
      extension: Type.String(),
      mediaType: Type.String(),
      family: Type.Enum([...families]),
      needs: Type.Optional(
        Type.String({ description: "What has to be installed for it where documents are converted." }),
      ),
      to: Type.Array(Type.String()),
    }),
  ),
  targets: Type.Record(
    Type.String(),
    Type.Object({
      mediaType: Type.String(),
      options: Type.Unknown({ description: "JSON Schema of the options." }),
      optionsByFamily: Type.Record(Type.String(), Type.Array(Type.String()), {
        description: "Which of them make a difference for a family of sources; the others are ignored.",
      }),
    }),
  ),
});

/** What goes to what, with which options and limits. */
export function formatRoutes(app: WebApp, { values, policy }: WebContext): void {
  const formats = {
    maxUploadBytes: values.maxUploadBytes,
    keepMs: policy.keepMs,
    accept: Object.keys(sourceFormats).map((extension) => `.${extension}`),
    sources: Object.entries<FormatFacts>(sourceFormats).map(([extension, facts]) => ({
      extension,
      ...facts,
      to: targetsOfFormat(extension as SourceFormat),
    })),
    targets: Object.fromEntries(
      Object.entries(targetFormats).map(([name, facts]) => [
        name,
        { ...facts, ...optionsFor(name as TargetFormat) },
      ]),
    ),
  };
  const schema = { summary: "What goes to what", tags: ["about"], response: { 200: formatsSchema } };
  app.get("/v1/formats", { schema }, async () => formats);
}

function optionsFor(target: TargetFormat) {
  return {
    options: { ...optionsSchema, properties: optionsOf(target) },
    optionsByFamily: Object.fromEntries(
      families.map((family) => [family, Object.keys(optionsOf(target, family))]),
    ),
  };
}

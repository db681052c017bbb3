import {
  AppError,
  type AttachedFile,
  type CallbackTarget,
  type ConversionOptions,
  type ResultPasswords,
} from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { InvalidValueError } from "../../problems/invalid-value-error.ts";
import { refuseMarkMistakes } from "../../submit/attached-files.ts";
import { admitUpload, type Received } from "../../submit/receive.ts";
import { checkedOptions } from "../../submit/request-options.ts";
import type { WebContext } from "../../web-context.ts";
import { embedsMetadataOf } from "../fields/embeds-field.ts";
import { fieldOf } from "../fields/field-of-option.ts";
import type { Asked } from "../fields/finishing-fields.ts";
import type { FormValues } from "../fields/form-values.ts";
import { type MarkName, markOf } from "../fields/mark-fields.ts";
import type { FormRoute } from "../form-route.ts";
import { downloadFiles } from "./download-files.ts";
import { byNumberThenName } from "./file-order.ts";
import { readForm } from "./read-form.ts";
import type { StoredFiles } from "./take-file.ts";

export interface Receiving {
  readonly route: FormRoute;
  /** Whoever is told of the job's end. */
  readonly callbacks: readonly CallbackTarget[];
}

/** One job of one form: its documents in Gotenberg's order. After a refusal nothing is stored. */
export async function receiveForm(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { route, callbacks }: Receiving,
): Promise<Received> {
  const jobId = await admitUpload(context, request, reply);
  const stored: StoredFiles = { documents: new Map(), attachedFiles: [] };
  const remove = async (files: Iterable<{ readonly key: string }>) => {
    for (const { key } of files) await context.backend.files.remove(key);
  };
  try {
    const takes = (extension: string) => route.extensions.includes(extension);
    const reading = { context, request, reply, jobId, takes };
    const values = await readForm(reading, stored);
    await downloadFiles(reading, values, stored);
    const { documents, attachedFiles } = stored;
    const { attached, asked } = whatIsAsked(route, values, attachedFiles);
    const names = [...documents.keys()].sort(byNumberThenName);
    const [source, ...moreSources] = names.flatMap((name) => documents.get(name) ?? []);
    if (source === undefined || values.problems.length > 0)
      throw invalidForm([...(source === undefined ? [noDocument(route)] : []), ...values.problems]);
    const requested = inFormsTerms(() => {
      const checked = checkedOptions(request, asked);
      refuseMarkMistakes(checked, attached);
      return checked;
    });
    await remove(attachedFiles.filter((file) => !attached.includes(file)));
    return { jobId, source, moreSources, attachedFiles: attached, requested: { ...requested, callbacks } };
  } catch (error) {
    await remove([...stored.documents.values(), ...stored.attachedFiles]);
    throw error;
  }
}

/** The options as our own form would have them, and the files that belong to them. */
function whatIsAsked(
  route: FormRoute,
  values: FormValues,
  files: readonly AttachedFile[],
): { attached: AttachedFile[]; asked: Record<string, unknown> } {
  const parts: Asked[] = route.reads.map((read) => read(values));
  const attached = route.embeds ? files.filter(({ role }) => role === "embed") : [];
  if (route.embeds)
    parts.push(
      embedsMetadataOf(
        values,
        attached.map(({ filename }) => filename),
      ),
    );
  for (const name of route.marks) {
    const mark = markOf(values, name);
    parts.push(mark);
    if (mark.isFile) attached.push(...fileOfMark(values, name, files));
  }
  const options: ConversionOptions = Object.assign({}, ...parts.map((part) => part.options));
  const passwords: ResultPasswords = Object.assign({}, ...parts.map((part) => part.resultPasswords));
  for (const names of route.needs)
    if (names.every((name) => values.text(name) === undefined))
      values.refuse(names.join("' or '"), "is required");
  const password = values.text("password");
  return {
    attached,
    asked: { format: route.format, ...options, ...passwords, ...(password !== undefined && { password }) },
  };
}

function fileOfMark(values: FormValues, name: MarkName, files: readonly AttachedFile[]): AttachedFile[] {
  const file = files.find(({ role }) => role === name);
  if (file !== undefined) return [file];
  values.refuse(name, "must have the file, because its source is a picture or a PDF");
  return [];
}

/** Our own check names our own options. */
function inFormsTerms<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw invalidForm(
      error.mistakes.map(
        ({ pointer, detail }) => `The form field '${fieldOf(pointer.slice(2))}' cannot be used: ${detail}`,
      ),
    );
  }
}

function invalidForm(problems: readonly string[]): AppError {
  return new AppError("request", "invalid_value", `Invalid form data: ${problems.join("\n")}`);
}

function noDocument({ extensions }: FormRoute): string {
  return `There is no file with one of these extensions: ${extensions.join(" ")}.`;
}

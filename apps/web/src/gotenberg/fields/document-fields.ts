import { type ConversionOptions, type OptionSchema, optionsSchema, tidyPages } from "@platen/core";
import { type Asked, isRanges } from "./finishing-fields.ts";
import type { FormValues } from "./form-values.ts";
import { libreOfficeFields } from "./libreoffice-fields.ts";
import { readWhole } from "./option-field.ts";

const resolutions = [75, 150, 300, 600, 1200];

/** Everything that LibreOffice's own export is told. */
export function documentOptionsOf(form: FormValues): Asked {
  const options: Record<string, unknown> = {};
  for (const { name, option, read, otherwise } of libreOfficeFields) {
    const value = form.read(name, read)?.value ?? otherwise;
    if (value !== undefined && value !== defaultOf(option)) options[option] ??= value;
  }
  // Links into folders of whoever wrote the document: there are none here.
  form.flag("exportLinksRelativeFsys", false);
  const { pages } = options as ConversionOptions;
  if (pages !== undefined && !isRanges(tidyPages(pages)))
    form.refuse("nativePageRanges", "must be pages such as 1-4, 2 or 1,3,5-7");
  return { options: { ...(options as ConversionOptions), ...notesPagesOf(form), ...resolutionOf(form) } };
}

function notesPagesOf(form: FormValues): ConversionOptions {
  const isWith = form.flag("exportNotesPages", false);
  if (form.flag("exportOnlyNotesPages", false)) return { notesPages: "only" };
  return isWith ? { notesPages: "with" } : {};
}

function resolutionOf(form: FormValues): ConversionOptions {
  const most = form.read("maxImageResolution", (text) =>
    readWhole(text, (value) => resolutions.includes(value), resolutions.join(", ")),
  );
  return form.flag("reduceImageResolution", false) ? { dpi: Number(most?.value ?? 300) } : {};
}

function defaultOf(option: keyof ConversionOptions): unknown {
  const schema: OptionSchema = optionsSchema.properties[option];
  return schema.default;
}

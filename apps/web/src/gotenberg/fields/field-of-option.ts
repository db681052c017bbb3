import { libreOfficeFields } from "./libreoffice-fields.ts";

const others: Readonly<Record<string, string>> = {
  dpi: "maxImageResolution",
  notesPages: "exportNotesPages",
  tagged: "pdfua",
  split: "splitSpan",
  splitInto: "splitUnify",
  rotate: "rotatePages",
  outline: "bookmarks",
  permissions: "allowPrinting",
  openPassword: "userPassword",
  watermark: "watermarkOptions",
  stamp: "stampOptions",
};

/** What the form calls an option of ours. */
export function fieldOf(option: string): string {
  return others[option] ?? libreOfficeFields.find((field) => field.option === option)?.name ?? option;
}

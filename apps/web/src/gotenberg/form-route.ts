import { sourceFormats, type TargetFormat } from "@platen/core";
import { mergedOutlineOf, outlineOf } from "./fields/bookmark-fields.ts";
import { documentOptionsOf } from "./fields/document-fields.ts";
import {
  type Asked,
  archiveOf,
  archiveOfPdfs,
  flattenOf,
  optimizeOf,
  protectionOf,
  rotationOf,
  splitOf,
} from "./fields/finishing-fields.ts";
import type { FormValues } from "./fields/form-values.ts";
import type { MarkName } from "./fields/mark-fields.ts";
import { metadataOf } from "./fields/metadata-field.ts";

/** An address that takes a form, and what of the form counts there. */
export interface FormRoute {
  readonly url: string;
  readonly format: TargetFormat;
  /** Of the files that are documents here; in lower case and with their dots, in order. */
  readonly extensions: readonly string[];
  readonly reads: readonly ((form: FormValues) => Asked)[];
  readonly marks: readonly MarkName[];
  /** Files in the field `embeds` go into the PDF. */
  readonly embeds: boolean;
  /** Fields that the form must have: one of each list. */
  readonly needs: readonly (readonly string[])[];
  /** One output has the name of its document: PDFs stay what they were. */
  readonly keepsNames: boolean;
  /** What of a JSON result is the answer. */
  readonly shows?: "metadata" | "bookmarks";
}

const convert: FormRoute = {
  url: "/forms/libreoffice/convert",
  format: "pdf",
  extensions: Object.keys(sourceFormats)
    .map((format) => `.${format}`)
    .sort(),
  reads: [
    documentOptionsOf,
    (form) => (form.flag("merge", false) ? { options: { merge: true } } : {}),
    ...[archiveOf, splitOf, rotationOf, flattenOf, metadataOf, optimizeOf, protectionOf],
  ],
  marks: ["watermark", "stamp"],
  embeds: true,
  needs: [],
  keepsNames: false,
};

/** Takes PDFs and does one thing to each of them, which stay apart. */
function change(name: string, what: Partial<FormRoute>): FormRoute {
  const plain = {
    format: "pdf",
    extensions: [".pdf"],
    reads: [],
    marks: [],
    embeds: false,
    needs: [],
  } as const;
  return { ...plain, url: `/forms/pdfengines/${name}`, keepsNames: true, ...what };
}

const always = (options: NonNullable<Asked["options"]>) => (): Asked => ({ options });

export const formRoutes: readonly FormRoute[] = [
  convert,
  change("merge", {
    reads: [
      always({ merge: true }),
      ...[archiveOfPdfs, rotationOf, flattenOf, metadataOf, mergedOutlineOf, optimizeOf, protectionOf],
    ],
    marks: ["watermark", "stamp"],
    embeds: true,
    keepsNames: false,
  }),
  change("split", {
    reads: [splitOf, archiveOfPdfs, rotationOf, flattenOf, metadataOf, optimizeOf, protectionOf],
    marks: ["watermark", "stamp"],
    embeds: true,
    needs: [["splitMode"], ["splitSpan"]],
  }),
  change("flatten", { reads: [always({ flatten: true })] }),
  change("convert", { reads: [archiveOfPdfs], needs: [["pdfa", "pdfua"]], keepsNames: false }),
  change("encrypt", { reads: [protectionOf], needs: [["userPassword", "ownerPassword"]] }),
  change("metadata/read", { format: "json", shows: "metadata" }),
  change("metadata/write", { reads: [metadataOf], needs: [["metadata"]] }),
  change("bookmarks/read", { format: "json", shows: "bookmarks" }),
  change("bookmarks/write", { reads: [outlineOf], needs: [["bookmarks"]] }),
  change("rotate", { reads: [rotationOf], needs: [["rotateAngle"]] }),
  change("watermark", { marks: ["watermark"], needs: [["watermarkSource"]] }),
  change("stamp", { marks: ["stamp"], needs: [["stampSource"]] }),
  change("embed", { embeds: true }),
  change("optimize", { reads: [optimizeOf, always({ optimizeImages: true })] }),
];

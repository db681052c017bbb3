import { type Family, familiesOf, type SourceFormat } from "./sources/source-formats.ts";

interface TargetFacts {
  readonly mediaType: string;
}

const ooxml = "application/vnd.openxmlformats-officedocument";
const odf = "application/vnd.oasis.opendocument";

/** Everything that a document can become, by the usual file name extension. Media types as registered with IANA. */
export const targetFormats = {
  pdf: { mediaType: "application/pdf" },
  png: { mediaType: "image/png" },
  jpg: { mediaType: "image/jpeg" },
  webp: { mediaType: "image/webp" },
  svg: { mediaType: "image/svg+xml" },
  docx: { mediaType: `${ooxml}.wordprocessingml.document` },
  odt: { mediaType: `${odf}.text` },
  rtf: { mediaType: "application/rtf" },
  txt: { mediaType: "text/plain; charset=utf-8" },
  html: { mediaType: "text/html; charset=utf-8" },
  epub: { mediaType: "application/epub+zip" },
  xlsx: { mediaType: `${ooxml}.spreadsheetml.sheet` },
  ods: { mediaType: `${odf}.spreadsheet` },
  csv: { mediaType: "text/csv; charset=utf-8" },
  pptx: { mediaType: `${ooxml}.presentationml.presentation` },
  odp: { mediaType: `${odf}.presentation` },
  json: { mediaType: "application/json" },
} as const satisfies Record<string, TargetFacts>;

export type TargetFormat = keyof typeof targetFormats;

/** Pictures of pages. */
export const pictureFormats = ["png", "jpg", "webp", "svg"] as const satisfies readonly TargetFormat[];
export type PictureFormat = (typeof pictureFormats)[number];

export function isPictureFormat(format: TargetFormat): format is PictureFormat {
  return pictureFormats.some((picture) => picture === format);
}

/** Targets that show pages. */
export const paged = ["pdf", ...pictureFormats] as const satisfies readonly TargetFormat[];

/** What a document of each family can become. Which filter of LibreOffice does it is the converter's to know. */
export const targetsOf = {
  presentation: [...paged, "pptx", "odp"],
  text: [...paged, "docx", "odt", "rtf", "txt", "html", "epub"],
  sheet: [...paged, "xlsx", "ods", "csv", "html"],
  drawing: paged,
  formula: paged,
  pdf: [...paged, "json"],
} as const satisfies Record<Family, readonly TargetFormat[]>;

/** Whether a result of this kind shows pages, whose number is known. */
export function hasPages(target: TargetFormat): boolean {
  return (paged as readonly TargetFormat[]).includes(target);
}

/** What a document of this name can become, as far as its name tells. */
export function targetsOfFormat(format: SourceFormat): TargetFormat[] {
  return [...new Set(familiesOf(format).flatMap((family): readonly TargetFormat[] => targetsOf[family]))];
}

/** What a result is as a file: what was asked for, or a zip of several of these. */
export type ResultFormat = TargetFormat | "zip";

const zipMediaType = "application/zip";

export function mediaTypeOfResult(format: ResultFormat): string {
  return format === "zip" ? zipMediaType : targetFormats[format].mediaType;
}

/** Of everything that may come out. */
export const resultMediaTypes: readonly string[] = [
  ...Object.values(targetFormats).map(({ mediaType }) => mediaType),
  zipMediaType,
];

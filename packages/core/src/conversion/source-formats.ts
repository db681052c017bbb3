/** Which program of LibreOffice opens a source: decides the export filter. */
export type Family = "presentation" | "text" | "sheet";

interface FormatFacts {
  readonly family: Family;
  readonly mediaType: string;
}

const ooxml = "application/vnd.openxmlformats-officedocument";
const odf = "application/vnd.oasis.opendocument";

/** Every source format by its usual file name extension. Media types as registered with IANA. */
export const sourceFormats = {
  pptx: { family: "presentation", mediaType: `${ooxml}.presentationml.presentation` },
  pptm: { family: "presentation", mediaType: "application/vnd.ms-powerpoint.presentation.macroenabled.12" },
  ppsx: { family: "presentation", mediaType: `${ooxml}.presentationml.slideshow` },
  ppt: { family: "presentation", mediaType: "application/vnd.ms-powerpoint" },
  pps: { family: "presentation", mediaType: "application/vnd.ms-powerpoint" },
  odp: { family: "presentation", mediaType: `${odf}.presentation` },
  docx: { family: "text", mediaType: `${ooxml}.wordprocessingml.document` },
  docm: { family: "text", mediaType: "application/vnd.ms-word.document.macroenabled.12" },
  doc: { family: "text", mediaType: "application/msword" },
  odt: { family: "text", mediaType: `${odf}.text` },
  rtf: { family: "text", mediaType: "application/rtf" },
  txt: { family: "text", mediaType: "text/plain" },
  xlsx: { family: "sheet", mediaType: `${ooxml}.spreadsheetml.sheet` },
  xlsm: { family: "sheet", mediaType: "application/vnd.ms-excel.sheet.macroenabled.12" },
  xls: { family: "sheet", mediaType: "application/vnd.ms-excel" },
  ods: { family: "sheet", mediaType: `${odf}.spreadsheet` },
  csv: { family: "sheet", mediaType: "text/csv" },
} as const satisfies Record<string, FormatFacts>;

export type SourceFormat = keyof typeof sourceFormats;

/** The source format that a file name claims, by its extension; undefined for any other. */
export function sourceFormatOf(filename: string): SourceFormat | undefined {
  const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(sourceFormats, extension)
    ? (extension as SourceFormat)
    : undefined;
}

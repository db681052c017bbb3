import { type Asked, jsonOf } from "./finishing-fields.ts";
import type { FormValues } from "./form-values.ts";

/** As other programs name what a PDF itself names otherwise. */
const plainNames = new Map([
  ["CreateDate", "CreationDate"],
  ["ModifyDate", "ModDate"],
]);

/** XMP has the same facts as the PDF, some of them under names that mean something else there. */
const xmpNames = new Map([
  ...plainNames,
  ["Creator", "Author"],
  ["CreatorTool", "Creator"],
  ["Description", "Subject"],
  ["Subject", "Keywords"],
]);

/** What ExifTool tells of the file, or has worked out itself: it can be written into no PDF. */
const untold =
  /^(?:(?:System|File|ExifTool|Composite):.*|(?:(?:PDF|XMP(?:-\w+)?):)?(?:SourceFile|FileName|Directory|FileSize|FileModifyDate|FileAccessDate|FileInodeChangeDate|FilePermissions|FileType|FileTypeExtension|MIMEType|ExifToolVersion|ExifToolVersionNumber|PDFVersion|Linearized|PageCount|XMPToolkit))$/;

const dates: readonly string[] = ["CreationDate", "ModDate"];

/** Facts by their names in a PDF or as ExifTool has them, so that whatever was read can be written again. */
export function metadataOf(form: FormValues): Asked {
  const text = form.text("metadata");
  if (text === undefined) return {};
  const given = jsonOf(text);
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    form.refuse("metadata", 'must be a JSON object such as {"Title": "Report"}');
    return {};
  }
  const ofXmp: [name: string, value: unknown][] = [];
  const ofPdf: [name: string, value: unknown][] = [];
  for (const [key, value] of Object.entries(given)) {
    if (untold.test(key)) continue;
    const [, group = "", name = key] = /^(PDF|XMP(?:-\w+)?):(.*)$/s.exec(key) ?? [];
    const isXmp = group.startsWith("XMP");
    const entry = (isXmp ? xmpNames : plainNames).get(name) ?? name;
    (isXmp ? ofXmp : ofPdf).push([entry, plainValueOf(entry, value)]);
  }
  // Where both say something, that of the PDF counts.
  const named = [...ofXmp, ...ofPdf];
  return named.length === 0 ? {} : { options: { metadata: JSON.stringify(Object.fromEntries(named)) } };
}

function plainValueOf(name: string, value: unknown): unknown {
  if (name === "Trapped" && typeof value === "boolean") return value ? "True" : "False";
  return dates.includes(name) && typeof value === "string" ? (pdfDateOf(value) ?? value) : value;
}

/** Of 2006:09:18 16:27:50-04:00, where it is a date. */
function pdfDateOf(text: string): string | undefined {
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/.exec(
    text,
  );
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second = "00", zone = ""] = found;
  const isDate = !Number.isNaN(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`));
  if (!isDate) return undefined;
  const offset = zone.includes(":") ? `${zone.replace(":", "'")}'` : zone;
  return `D:${year}${month}${day}${hour}${minute}${second}${offset}`;
}

import { isRecord, jsonOf, type Parsed, wrong } from "./parsed.ts";

/** The document's own facts by their names in a PDF; an empty text removes what was there. */
export type PdfMetadata = Readonly<Record<string, string>>;

const maxEntries = 100;
/** PDF allows no more. */
const maxNameBytes = 127;
const maxTextCharacters = 10_000;

/** What readers of a PDF take for a date. */
const dates: ReadonlySet<string> = new Set(["CreationDate", "ModDate"]);

/** From JSON such as {"Title": "Report", "Keywords": ["a", "b"]}. */
export function readPdfMetadata(given: string): Parsed<PdfMetadata> {
  const value = jsonOf(given);
  if (!isRecord(value)) return wrong('must be a JSON object such as {"Title": "Report"}.');
  const entries = Object.entries(value);
  if (entries.length > maxEntries) return wrong(`may have ${maxEntries} entries.`);
  const metadata: Record<string, string> = {};
  for (const [name, one] of entries) {
    if (!isName(name))
      return wrong(`may have names of up to ${maxNameBytes} bytes, without control characters.`);
    const text = textOf(one);
    if (text === undefined || text.length > maxTextCharacters)
      return wrong(`must have for ${name} a text of up to ${maxTextCharacters} characters.`);
    if (name === "Trapped" && !["", "True", "False", "Unknown"].includes(text))
      return wrong("must have for Trapped True, False or Unknown.");
    const date = dates.has(name) && text !== "" ? pdfDateOf(text) : text;
    if (date === undefined) return wrong(`must have for ${name} a date such as 2026-09-18T16:27:50+02:00.`);
    metadata[name] = date;
  }
  return { ok: true, value: metadata };
}

function isName(name: string): boolean {
  const isText = name !== "" && name.isWellFormed() && !/[\p{Cc}\ufffd]/u.test(name);
  return isText && Buffer.byteLength(name) <= maxNameBytes;
}

/** Numbers and lists, as people have them for a year or for keywords, become texts. */
function textOf(value: unknown): string | undefined {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) return undefined;
  return value.join(", ");
}

/** Of a date of ISO 8601, or one that has the form already. */
function pdfDateOf(text: string): string | undefined {
  if (/^D:\d{4,14}(Z|[+-]\d{2}'(\d{2}'?)?)?$/.test(text)) return text;
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", zone = "Z"] =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/.exec(
      text,
    ) ?? [];
  if (year === undefined || Number.isNaN(Date.parse(text))) return undefined;
  const offset = zone === "Z" ? "Z" : `${zone.replace(":", "'")}'`;
  return `D:${year}${month}${day}${hour}${minute}${second}${offset}`;
}

import {
  dictionaryOf,
  isReference,
  type PdfDictionary,
  type PdfUpdate,
  type PdfValue,
  type QpdfJson,
  resolved,
  textOf,
} from "./qpdf-json.ts";

/** Fields lie in fields, but never so deep. */
const maxDepth = 20;
const maxTextCharacters = 20_000;
/** Of what says how a field looks, which is searched more than once. */
const maxAppearanceCharacters = 1_000;
const isMultiline = 1 << 12;
const isPassword = 1 << 13;

/** A stream that shows what a text or choice field holds; undefined where it holds nothing that can be written. */
export function fieldLook(widget: PdfDictionary, json: QpdfJson, update: PdfUpdate): string | undefined {
  const { objects } = json;
  const form = formOf(json);
  const of = (name: string) => inherited(widget, name, objects);
  const text = textOf(of("/V"))?.slice(0, maxTextCharacters);
  const kind = of("/FT");
  const flags = Number(of("/Ff") ?? 0);
  if (!text || (kind !== "/Tx" && kind !== "/Ch") || flags & isPassword) return undefined;
  const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(resolved(widget["/Rect"], objects));
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)];
  const appearance = (textOf(of("/DA") ?? form["/DA"]) ?? "/Helv 0 Tf 0 g").slice(0, maxAppearanceCharacters);
  const [, font = "Helv", given = "0"] = /\/(\S+) +(-?[\d.]+) +Tf/.exec(appearance) ?? [];
  const size = Number(given) > 0 ? Number(given) : Math.max(4, Math.min(12, height - 4));
  const colour = /[\d. ]+ (?:g|rg|k)\b/.exec(appearance)?.[0] ?? "0 g";
  const hasLines = kind === "/Tx" && (flags & isMultiline) !== 0;
  const lines = hasLines ? text.split(/\r\n|\r|\n/) : [text.replace(/[\r\n]+/g, " ")];
  const baseline = hasLines ? height - 2 - size : (height - size) / 2 + size * 0.22;
  const shown = lines.map((line) => `(${literal(line)}) Tj 0 ${rounded(-1.15 * size)} Td`).join("\n");
  const content = `/Tx BMC q 0 0 ${rounded(width)} ${rounded(height)} re W n BT ${colour.trim()} /${font} ${rounded(size)} Tf 2 ${rounded(baseline)} Td\n${shown}\nET Q EMC`;
  const look = update.next();
  const fonts = { [`/${font}`]: fontOf(`/${font}`, form, json, update) };
  const dictionary = { "/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, width, height] };
  update.setStream(look, { ...dictionary, "/Resources": { "/Font": fonts } }, Buffer.from(content, "latin1"));
  return look;
}

function formOf({ trailer, objects }: QpdfJson): PdfDictionary {
  return dictionaryOf(resolved(dictionaryOf(resolved(trailer["/Root"], objects))["/AcroForm"], objects));
}

/** The form's own font of that name, else Helvetica, which every reader has. */
function fontOf(name: string, form: PdfDictionary, { objects }: QpdfJson, update: PdfUpdate): PdfValue {
  const resources = dictionaryOf(resolved(form["/DR"], objects));
  const found = dictionaryOf(resolved(resources["/Font"], objects))[name];
  if (found !== undefined) return found;
  const font = update.next();
  const base = { "/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica" };
  update.set(font, { ...base, "/Encoding": "/WinAnsiEncoding" });
  return font;
}

function inherited(widget: PdfDictionary, name: string, objects: QpdfJson["objects"]): PdfValue | undefined {
  let field = widget;
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const value = resolved(field[name], objects);
    if (value !== undefined) return value;
    if (!isReference(field["/Parent"])) return undefined;
    field = dictionaryOf(resolved(field["/Parent"], objects));
  }
  return undefined;
}

function numbersOf(value: PdfValue | undefined): number[] {
  return Array.isArray(value) ? value.map(Number).filter(Number.isFinite) : [];
}

/** In the encoding of Windows, as far as it goes. */
function literal(line: string): string {
  const known = [...line].map((sign) => {
    const code = windows.get(sign) ?? sign.codePointAt(0) ?? 0;
    return code < 0x20 ? " " : code > 0xff ? "?" : String.fromCharCode(code);
  });
  return known.join("").replace(/[\\()]/g, "\\$&");
}

/** What lies at 0x80 to 0x9f there. */
const windows: ReadonlyMap<string, number> = new Map(
  [...new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at))].map(
    (sign, at) => [sign, 0x80 + at] as const,
  ),
);

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

import { visitStartTags } from "../preflight/xml-tags.ts";
import { edited, type XmlEdit } from "./xml-edits.ts";

/** Sheets show other signs of a name as they stand in an address: `%23` for `#`. */
const showsAsItIs = /^[\p{L}\p{N} (),._-]*$/u;
const maxElementLetters = 4_000;

/**
 * A sheet of Excel whose headers show the document's name without a folder, as it was uploaded. Takes the sheet's part, in
 * one pass from left to right; undefined where there is nothing to change.
 */
export function withOwnNameInHeaders(xml: string, name: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    if (!/^(odd|even|first)(Header|Footer)$/.test(tag.name)) return;
    const close = xml.slice(tag.end, tag.end + maxElementLetters).indexOf("</");
    if (close === -1) return;
    const codes = xml.slice(tag.end, tag.end + close);
    const text = withName(codes, name);
    if (text !== codes) edits.push({ at: tag.end, to: tag.end + close, text });
  });
  return edited(xml, edits);
}

/** `&Z` is the folder, `&F` the name, and `&&` the sign itself. A name behind a size would change the size. */
function withName(codes: string, name: string): string {
  return codes.replace(
    /&(?:amp|#38|#x26);(?:&(?:amp|#38|#x26);|\d+(?:&(?:amp|#38|#x26);F)?|[ZF])/g,
    (code) => {
      if (/^&[^&]*;Z$/.test(code)) return "";
      const isName = /^&[^&]*;F$/.test(code);
      return isName && !showsAsItIs.test(name) ? escaped(name.replaceAll("&", "&&")) : code;
    },
  );
}

/** The same of OpenDocument. Only texts show every name as it is. */
export function withOwnNameInFields(
  xml: string,
  { name, isText }: { readonly name: string; readonly isText: boolean },
): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    if (tag.fullName !== "text:file-name" || tag.attribute("fixed") === "true") return;
    const display = tag.attribute("display") ?? "full";
    if ((display === "name" || display === "name-and-extension") && (isText || showsAsItIs.test(name)))
      return;
    const end = "</text:file-name>";
    const close = xml.slice(tag.end, tag.end + maxElementLetters).indexOf(end);
    const isClosed = xml[tag.end - 2] === "/";
    if (!isClosed && close === -1) return;
    const stem = name.replace(/\.[^.]*$/, "");
    const text = display === "path" ? "" : escaped(display === "name" ? stem : name);
    edits.push({ at: tag.start, to: isClosed ? tag.end : tag.end + close + end.length, text });
  });
  return edited(xml, edits);
}

/** Fields of slides that LibreOffice shows with a folder of the server; those of a name alone are right. */
const withFolder: Readonly<Record<string, (name: string) => string>> = {
  file: (name) => name,
  file1: () => "",
  filename: (name) => name,
};

/** The same of slides: such a field becomes text. */
export function withOwnNameInSlides(xml: string, name: string): string | undefined {
  const edits: XmlEdit[] = [];
  visitStartTags(xml, (tag) => {
    const shown = tag.name === "fld" ? withFolder[tag.attribute("type") ?? ""] : undefined;
    if (shown === undefined || xml[tag.end - 2] === "/") return;
    const prefix = tag.fullName.slice(0, -"fld".length);
    const end = `</${tag.fullName}>`;
    const close = xml.slice(tag.end, tag.end + maxElementLetters).indexOf(end);
    if (close === -1) return;
    const properties = runPropertiesIn(xml.slice(tag.end, tag.end + close), `${prefix}rPr`);
    const text = `<${prefix}r>${properties}<${prefix}t>${escaped(shown(name))}</${prefix}t></${prefix}r>`;
    edits.push({ at: tag.start, to: tag.end + close + end.length, text });
  });
  return edited(xml, edits);
}

function runPropertiesIn(field: string, name: string): string {
  const start = field.indexOf(`<${name}`);
  if (start === -1) return "";
  const end = field.indexOf(`</${name}>`, start);
  if (end !== -1) return field.slice(start, end + name.length + 3);
  const close = field.indexOf("/>", start);
  return close === -1 ? "" : field.slice(start, close + 2);
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface StartTag {
  /** Without its prefix. */
  readonly name: string;
  /** With its prefix, as it stands there. */
  readonly fullName: string;
  /** Where it begins, and where what follows it begins. */
  readonly start: number;
  readonly end: number;
  /** The value as it is written, by the attribute's name without its prefix. */
  attribute(name: string): string | undefined;
}

/**
 * Calls `visit` for every start tag of an XML text, in one pass from left to right: no letter is looked at more than
 * a few times, whatever the text holds. Comments, instructions and CDATA are passed over, entities stay as they are
 * written, and what is not well-formed or cut off ends the pass. Attributes are read when they are asked for.
 */
export function visitStartTags(xml: string, visit: (tag: StartTag) => void): void {
  for (let at = xml.indexOf("<"); at !== -1; at = xml.indexOf("<", at)) {
    const end = endOfMarkup(xml, at);
    if (end === -1) return;
    const first = xml[at + 1];
    if (first !== "!" && first !== "?" && first !== "/") visit(startTag(xml, at + 1, end - 1));
    at = end;
  }
}

function endOfMarkup(xml: string, at: number): number {
  if (xml.startsWith("<!--", at)) return after(xml, "-->", at + 4);
  if (xml.startsWith("<![CDATA[", at)) return after(xml, "]]>", at + 9);
  if (xml[at + 1] === "?") return after(xml, "?>", at + 2);
  for (let position = at + 1; position < xml.length; position += 1) {
    const letter = xml.charCodeAt(position);
    if (letter === greater) return position + 1;
    if (letter === quotationMark || letter === apostrophe) {
      position = xml.indexOf(letter === apostrophe ? "'" : '"', position + 1);
      if (position === -1) return -1;
    }
  }
  return -1;
}

const greater = 0x3e;
const quotationMark = 0x22;
const apostrophe = 0x27;

function after(xml: string, sign: string, from: number): number {
  const found = xml.indexOf(sign, from);
  return found === -1 ? -1 : found + sign.length;
}

function startTag(xml: string, start: number, end: number): StartTag {
  let nameEnd = start;
  while (nameEnd < end && !isBlank(xml.charCodeAt(nameEnd)) && xml[nameEnd] !== "/") nameEnd += 1;
  const fullName = xml.slice(start, nameEnd);
  let attributes: ReadonlyMap<string, string> | undefined;
  return {
    name: withoutPrefix(fullName),
    fullName,
    start: start - 1,
    end: end + 1,
    attribute(name) {
      attributes ??= attributesOf(xml.slice(nameEnd, end));
      return attributes.get(name);
    },
  };
}

/** Of several with one name the first counts. */
function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const equals = text.indexOf("=", at);
    if (equals === -1) break;
    const name = withoutPrefix(text.slice(at, equals).trim());
    let open = equals + 1;
    while (isBlank(text.charCodeAt(open))) open += 1;
    const mark = text[open];
    if (mark !== '"' && mark !== "'") break;
    const close = text.indexOf(mark, open + 1);
    if (close === -1) break;
    if (!attributes.has(name)) attributes.set(name, text.slice(open + 1, close));
    at = close + 1;
  }
  return attributes;
}

function withoutPrefix(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

function isBlank(letter: number): boolean {
  return letter === 0x20 || letter === 0x09 || letter === 0x0a || letter === 0x0d;
}

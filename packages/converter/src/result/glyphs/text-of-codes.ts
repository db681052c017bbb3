/** The text for which each code of a font stands, by the font's map to Unicode. */
export function textOfCodes(map: string): Map<number, string> {
  const texts = new Map<number, string>();
  const begin = map.indexOf("beginbfchar");
  if (begin === -1) return texts;
  for (const [, code = "", text = ""] of map
    .slice(begin)
    .matchAll(/<([0-9A-Fa-f]{2,4})> ?<([0-9A-Fa-f]{4,64})>/g))
    texts.set(Number.parseInt(code, 16), textOfHex(text));
  return texts;
}

/** UTF-16 in hexadecimal digits. */
export function textOfHex(digits: string): string {
  return Buffer.from(digits.slice(0, digits.length - (digits.length % 4)), "hex")
    .swap16()
    .toString("utf16le");
}

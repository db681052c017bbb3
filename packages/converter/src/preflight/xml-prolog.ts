/**
 * Whether an XML document declares entities, or has so much before its root that it might. Looks at the prolog only,
 * where declarations must stand; `start` is the beginning of the document in UTF-8 or UTF-16.
 */
export function hasEntityDeclaration(start: Uint8Array): boolean {
  const text = decode(start);
  const root = /<[A-Za-z_:]/.exec(withoutComments(text));
  const prolog = root === null ? text : withoutComments(text).slice(0, root.index);
  return /<!ENTITY/i.test(prolog) || (/<!DOCTYPE/i.test(prolog) && /\[/.test(prolog));
}

function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(-->|$)/g, "").replace(/<\?[\s\S]*?(\?>|$)/g, "");
}

function decode(start: Uint8Array): string {
  const [first, second] = start;
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  return new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8").decode(start);
}

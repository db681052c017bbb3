/** The codes under which a Type 1 font has its box; LibreOffice writes this kind for fonts with PostScript outlines. */
export function boxCodesOfType1(file: Buffer): number[] {
  const head = file.toString("latin1", 0, Math.min(file.length, maxHeadBytes));
  return [...head.matchAll(/dup (\d{1,3}) \/\.notdef put/g)].map(([, code]) => Number(code));
}

/** The encoding stands before the outlines, which are encrypted. */
const maxHeadBytes = 65_536;

/**
 * The codes under which a TrueType font has the same outline as glyph 0, its box. Where glyph 0 has no outline, those of
 * visible characters without one.
 */
export function boxCodesOfTrueType(file: Buffer, textOf: ReadonlyMap<number, string>): number[] {
  const outlineOf = outlines(file);
  const glyphOf = glyphsOfCodes(file);
  const box = outlineOf?.(0);
  if (outlineOf === undefined || glyphOf === undefined || box === undefined) return [];
  return [...textOf.keys()].filter((code) => {
    const glyph = glyphOf(code);
    if (glyph === 0 || !(outlineOf(glyph) ?? noOutline).equals(box)) return false;
    return box.length > 0 || isVisible(textOf.get(code) ?? "");
  });
}

/** LibreOffice 26 gives glyph 0 none, and text that no font has the code of a glyph that the font does not contain. */
const noOutline = Buffer.alloc(0);

/** Blanks, signs that steer the text and the empty pattern of Braille rightly have no outline. */
function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, ""));
}

/** OpenType, "glyf" and "loca": the bytes of each glyph's outline. */
function outlines(file: Buffer): ((glyph: number) => Buffer | undefined) | undefined {
  const [head, loca, glyf] = [tableOf(file, "head"), tableOf(file, "loca"), tableOf(file, "glyf")];
  if (head === undefined || head.length < 54 || loca === undefined || glyf === undefined) return undefined;
  const isLong = head.readInt16BE(50) === 1;
  const offset = (glyph: number) =>
    isLong ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph);
  const count = Math.floor(loca.length / (isLong ? 4 : 2)) - 1;
  return (glyph) => (glyph < count ? glyf.subarray(offset(glyph), offset(glyph + 1)) : undefined);
}

/** OpenType, "cmap" of format 0: a glyph for each of 256 codes. */
function glyphsOfCodes(file: Buffer): ((code: number) => number) | undefined {
  const cmap = tableOf(file, "cmap");
  if (cmap === undefined || cmap.length < 12) return undefined;
  const at = cmap.readUInt32BE(8);
  const glyphs = cmap.subarray(at + 6, at + 262);
  const isByteTable = at + 262 <= cmap.length && cmap.readUInt16BE(at) === 0;
  return isByteTable ? (code) => glyphs[code] ?? 0 : undefined;
}

const maxTables = 64;

function tableOf(file: Buffer, tag: string): Buffer | undefined {
  const count = file.length < 12 ? 0 : Math.min(file.readUInt16BE(4), maxTables);
  for (let at = 12; at < 12 + 16 * count && at + 16 <= file.length; at += 16) {
    if (file.toString("latin1", at, at + 4) !== tag) continue;
    const start = file.readUInt32BE(at + 8);
    return file.subarray(start, start + file.readUInt32BE(at + 12));
  }
  return undefined;
}

const maxGlyphs = 65_536;
/** Type 1's keys, which every reader knows: of the part with the outlines, and of each outline in it. */
const keys = { part: 55_665, outline: 4_330 };
/** Bytes in front of what is encrypted that are noise. */
const noiseBytes = 4;

/** Where the encrypted part of a Type 1 font begins; undefined where there is none. */
export function encryptedPartAt(file: Buffer): number | undefined {
  const marker = file.indexOf("eexec");
  return marker === -1 ? undefined : marker + "eexec".length + 1;
}

export interface Type1Glyph {
  readonly name: string;
  /** Where its outline begins in the part, which is decrypted. */
  readonly start: number;
  readonly bytes: number;
}

/** The glyphs of a part that is decrypted. */
export function glyphsOf(part: Buffer): Type1Glyph[] {
  const text = part.toString("latin1");
  const start = text.indexOf("/CharStrings");
  const glyphs: Type1Glyph[] = [];
  const glyph = /\/([^\s/()<>[\]{}%]{1,127}) (\d{1,5}) (?:RD|-\|) /y;
  for (let at = text.indexOf("begin", start); start !== -1 && at !== -1 && glyphs.length < maxGlyphs; ) {
    at = text.indexOf("/", at);
    if (at === -1) break;
    glyph.lastIndex = at;
    const found = glyph.exec(text);
    if (found === null) break;
    const [whole, name = "", length] = found;
    const bytes = Number(length);
    at += whole.length;
    glyphs.push({ name, start: at, bytes });
    at += bytes;
  }
  return glyphs;
}

export function decrypted(cipher: Buffer, of: keyof typeof keys): Buffer {
  const plain = Buffer.alloc(cipher.length);
  let key = keys[of];
  for (const [index, byte] of cipher.entries()) {
    plain[index] = byte ^ (key >> 8);
    key = ((byte + key) * 52_845 + 22_719) & 0xffff;
  }
  return plain;
}

export function encrypted(plain: Buffer, of: keyof typeof keys): Buffer {
  const cipher = Buffer.alloc(plain.length);
  let key = keys[of];
  for (const [index, byte] of plain.entries()) {
    const changed = byte ^ (key >> 8);
    cipher[index] = changed;
    key = ((changed + key) * 52_845 + 22_719) & 0xffff;
  }
  return cipher;
}

/** Where an outline that is decrypted has its width, as a number of four bytes; undefined where it has none such. */
export function widthAt(outline: Buffer): number | undefined {
  // The first command says where the glyph begins and how wide it is; 255 stands before a number of four bytes.
  const [long, setWidth] = [255, 13];
  const at = noiseBytes + numberBytes(outline[noiseBytes]);
  return outline[at] === long && outline[at + 5] === setWidth ? at + 1 : undefined;
}

function numberBytes(first = 0): number {
  if (first === 255) return 5;
  return first < 247 ? 1 : 2;
}

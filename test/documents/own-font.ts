/** Units of an em; every letter is a block of half an em that is 700 units high. */
const unitsPerEm = 1000;
const firstLetter = 0x20;
const lastLetter = 0x7e;
const glyphs = lastLetter - firstLetter + 2;

type Field = readonly [bytes: 1 | 2 | 4, value: number];
const u16 = (...values: number[]): Field[] => values.map((value) => [2, value]);
const u32 = (...values: number[]): Field[] => values.map((value) => [4, value]);
const u8 = (...values: number[]): Field[] => values.map((value) => [1, value]);

/** A TrueType font of this name, made by code, in which every letter of ASCII is the same block. It may be embedded. */
export function createFont(family: string): Uint8Array {
  const block = table([...u16(1, 50, 0, 450, 700, 3, 0), ...u8(1, 1, 1, 1), ...outline()]);
  const glyph = Buffer.concat([block, Buffer.alloc((4 - (block.length % 4)) % 4)]);
  const tables: Record<string, Buffer> = {
    "OS/2": windowsMetrics(),
    cmap: characterMap(),
    glyf: glyph,
    head: table([
      ...u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
      ...u16(0x0003, unitsPerEm),
      ...u32(0, 0, 0, 0),
      ...u16(50, 0, 450, 700, 0, 8, 2, 1, 0),
    ]),
    hhea: table([...u32(0x10000), ...u16(800, 0xff38, 0, 500, 50, 50, 450, 1, 0, 0, 0, 0, 0, 0, 0, 1)]),
    hmtx: table([...u16(500, 50), ...u16(...Array<number>(glyphs - 1).fill(50))]),
    // The first glyph has the block, and every other one, too.
    loca: table(u32(...Array.from({ length: glyphs + 1 }, (_, index) => index * glyph.length))),
    maxp: table([...u32(0x10000), ...u16(glyphs, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: names(family),
    post: table([...u32(0x30000, 0), ...u16(0, 0), ...u32(0, 0, 0, 0, 0)]),
  };
  tables.glyf = Buffer.concat(Array<Buffer>(glyphs).fill(glyph));
  return assemble(tables);
}

/** Four points on the curve: their flags say 16-bit steps. */
function outline(): Field[] {
  return u16(50, 400, 0, 0x10000 - 400, 0, 0, 700, 0);
}

function characterMap(): Buffer {
  const delta = (1 - firstLetter) & 0xffff;
  const segments = u16(lastLetter, 0xffff, 0, firstLetter, 0xffff, delta, 1, 0, 0);
  return table([...u16(0, 1, 3, 1), ...u32(12), ...u16(4, 32, 0, 4, 4, 1, 0), ...segments]);
}

function windowsMetrics(): Buffer {
  return table([
    ...u16(3, 500, 400, 5, 0, 500, 500, 0, 100, 500, 500, 0, 300, 50, 300, 0),
    ...u8(2, 11, 6, 4, 2, 2, 2, 2, 2, 4),
    ...u32(1, 0, 0, 0),
    ...u8(0x4f, 0x57, 0x4e, 0x20),
    ...u16(0x40, firstLetter, lastLetter, 800, 0xff38, 0, 800, 200),
    ...u32(1, 0),
    ...u16(500, 700, 0, 32, 1),
  ]);
}

function names(family: string): Buffer {
  const texts = [family, "Regular", `${family} 1`, family, "1", family.replaceAll(" ", "")];
  const encoded = texts.map((text) => Buffer.from(text, "utf16le").swap16());
  let offset = 0;
  const records = encoded.flatMap((text, index) => {
    const record = u16(3, 1, 0x409, index + 1, text.length, offset);
    offset += text.length;
    return record;
  });
  return Buffer.concat([table([...u16(0, texts.length, 6 + 12 * texts.length), ...records]), ...encoded]);
}

function assemble(tables: Readonly<Record<string, Buffer>>): Uint8Array {
  const entries = Object.entries(tables);
  let offset = 12 + 16 * entries.length;
  const directory: Buffer[] = [table([...u32(0x10000), ...u16(entries.length, 128, 3, 32)])];
  const bodies: Buffer[] = [];
  for (const [tag, body] of entries) {
    directory.push(Buffer.from(tag), table(u32(checksum(body), offset, body.length)));
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([...directory, ...bodies]);
}

function checksum(body: Buffer): number {
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

function table(fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [length]) => sum + length, 0));
  let at = 0;
  for (const [length, value] of fields) {
    bytes.writeUIntBE(value, at, length);
    at += length;
  }
  return bytes;
}

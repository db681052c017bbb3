const [width, height] = [16, 8];
const pixels = width * height;
/** Stripes of black and white. */
const isDark = (index: number) => index % 4 < 2;

/** A picture of 16 by 8 pixels in a format that needs no packing. */
export function createBitmap(kind: keyof typeof writers): Uint8Array {
  return Buffer.from(writers[kind]());
}

const indexes = Array.from({ length: pixels }, (_, index) => index);
const grey = () => indexes.map((index) => (isDark(index) ? 0 : 255));
const colours = () => grey().flatMap((value) => [value, value, value]);

const writers = {
  pbm: () => Buffer.from(`P1\n${width} ${height}\n${lines((index) => (isDark(index) ? "1" : "0"))}`),
  pgm: () => Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), Buffer.from(grey())]),
  ppm: () => Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), Buffer.from(colours())]),
  xbm: () =>
    Buffer.from(
      `#define p_width ${width}\n#define p_height ${height}\nstatic char p_bits[] = {\n` +
        `${Array.from({ length: pixels / 8 }, () => "0x33").join(", ")}};\n`,
    ),
  xpm: () =>
    Buffer.from(
      `/* XPM */\nstatic char *p[] = {\n"${width} ${height} 2 1",\n"a c #000000",\n"b c #FFFFFF",\n` +
        `${lines((index) => (isDark(index) ? "a" : "b"), "")
          .trim()
          .split("\n")
          .map((line) => `"${line}"`)
          .join(",\n")}};\n`,
    ),
  tga: () => {
    const head = Buffer.alloc(18);
    head[2] = 2;
    head.writeUInt16LE(width, 12);
    head.writeUInt16LE(height, 14);
    head[16] = 24;
    // LibreOffice 25 knows the format by its end.
    const end = Buffer.concat([Buffer.alloc(8), Buffer.from("TRUEVISION-XFILE.\0")]);
    return Buffer.concat([head, Buffer.from(colours()), end]);
  },
  ras: () => {
    const head = Buffer.alloc(32);
    const words = [0x59a66a95, width, height, 24, pixels * 3, 1, 0, 0];
    for (const [index, word] of words.entries()) head.writeUInt32BE(word, index * 4);
    return Buffer.concat([head, Buffer.from(colours())]);
  },
  pcx: () => {
    const head = Buffer.alloc(128);
    head.set([10, 5, 1, 8]);
    head.writeUInt16LE(width - 1, 8);
    head.writeUInt16LE(height - 1, 10);
    head.writeUInt16LE(72, 12);
    head.writeUInt16LE(72, 14);
    head[65] = 1;
    head.writeUInt16LE(width, 66);
    // A run of one before each value of 192 or more.
    const packed = grey().flatMap((value) => (value >= 192 ? [193, value] : [value]));
    const palette = Array.from({ length: 256 }, (_, value) => [value, value, value]).flat();
    return Buffer.concat([head, Buffer.from(packed), Buffer.from([12]), Buffer.from(palette)]);
  },
  psd: () => {
    const head = Buffer.alloc(26);
    head.write("8BPS", 0, "latin1");
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(3, 12);
    head.writeUInt32BE(height, 14);
    head.writeUInt32BE(width, 18);
    head.writeUInt16BE(8, 22);
    head.writeUInt16BE(3, 24);
    const planes = [...grey(), ...grey(), ...grey()];
    // No colours, resources or layers, and nothing packed.
    return Buffer.concat([head, Buffer.alloc(4 + 4 + 4 + 2), Buffer.from(planes)]);
  },
} as const;

function lines(sign: (index: number) => string, between = " "): string {
  const rows = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => sign(row * width + column)).join(between),
  );
  return `${rows.join("\n")}\n`;
}

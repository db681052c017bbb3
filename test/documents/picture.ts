import { crc32, deflateSync } from "node:zlib";

/** A PNG that does not pack well: colours run smoothly, with noise on top that is the same for the same size. */
export function createPicture({ width, height }: { width: number; height: number }): Uint8Array {
  let noise = 1;
  return png({ width, height }, (x, y) => {
    noise = (noise * 1_103_515_245 + 12_345) % 2_147_483_648;
    const grain = Math.floor(noise / 65_536) % 32;
    return [Math.floor((x * 223) / width) + grain, Math.floor((y * 223) / height) + grain, 128 + grain];
  });
}

/** A PNG of sharp lines, which LibreOffice keeps without loss because it would be larger as a JPEG. */
export function createStripes(size: Size): Uint8Array {
  return png(size, stripes);
}

/** The same but for a single pixel. */
export function createDottedStripes(size: Size, dot: { x: number; y: number }): Uint8Array {
  return png(size, (x, y) => (x === dot.x && y === dot.y ? [200, 0, 0] : stripes(x)));
}

/** A PNG that is clear on its left side and grows solid towards the right. */
export function createGlass(size: Size): Uint8Array {
  return png(size, (x, y) => [...stripes(x + y), Math.floor((x * 255) / size.width)], 4);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const stripes = (x: number): Colour => (x % 7 < 3 ? [0, 0, 0] : [255, 255, 255]);

type Colour = readonly [red: number, green: number, blue: number];
type Pixel = Colour | readonly [...Colour, opacity: number];

function png(
  { width, height }: Size,
  pixelAt: (x: number, y: number) => Pixel,
  pixelBytes: 3 | 4 = 3,
): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * pixelBytes));
  for (let y = 0; y < height; y += 1) {
    let at = y * (1 + width * pixelBytes) + 1;
    for (let x = 0; x < width; x += 1) {
      rows.set(pixelAt(x, y), at);
      at += pixelBytes;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, pixelBytes === 4 ? 6 : 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

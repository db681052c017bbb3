/**
 * The colours of screens, sRGB, as an ICC profile of version 2: the primaries of IEC 61966-2-1, adapted to D50, and its
 * curve in steps.
 */
export function srgbProfile(): Buffer {
  const curve = curveTag();
  const tags: readonly (readonly [name: string, content: Buffer])[] = [
    ["desc", descriptionTag("sRGB")],
    ["cprt", textTag("No copyright, use freely")],
    ["wtpt", placeTag(0.9642, 1, 0.8249)],
    ["rXYZ", placeTag(0.43607, 0.22249, 0.01392)],
    ["gXYZ", placeTag(0.38515, 0.71687, 0.09708)],
    ["bXYZ", placeTag(0.14307, 0.06061, 0.7141)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const places: Buffer[] = [uint32(tags.length)];
  const contents = new Map<Buffer, number>();
  let at = headBytes + 4 + 12 * tags.length;
  for (const [name, content] of tags) {
    if (!contents.has(content)) {
      contents.set(content, at);
      at += content.length;
    }
    places.push(Buffer.from(name), uint32(contents.get(content) ?? 0), uint32(content.length));
  }
  return Buffer.concat([head(at), ...places, ...contents.keys()]);
}

const headBytes = 128;

function head(bytes: number): Buffer {
  const buffer = Buffer.alloc(headBytes);
  buffer.writeUInt32BE(bytes, 0);
  buffer.writeUInt32BE(0x02100000, 8);
  buffer.write("mntrRGB XYZ ", 12);
  // Of the day on which the format began, so that the profile is always the same.
  for (const [index, part] of [2000, 1, 1].entries()) buffer.writeUInt16BE(part, 24 + 2 * index);
  buffer.write("acsp", 36);
  placeTag(0.9642, 1, 0.8249).copy(buffer, 68, 8);
  return buffer;
}

/** Readers draw straight lines between the steps. */
const steps = 1_024;

function curveTag(): Buffer {
  const buffer = Buffer.alloc(12 + 2 * steps);
  buffer.write("curv");
  buffer.writeUInt32BE(steps, 8);
  for (let step = 0; step < steps; step += 1) {
    const value = step / (steps - 1);
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    buffer.writeUInt16BE(Math.round(linear * 65_535), 12 + 2 * step);
  }
  return buffer;
}

function placeTag(...values: readonly number[]): Buffer {
  const numbers = values.map((value) => uint32(Math.round(value * 65_536)));
  return Buffer.concat([Buffer.from("XYZ \0\0\0\0"), ...numbers]);
}

function textTag(text: string): Buffer {
  return padded(Buffer.from(`text\0\0\0\0${text}\0`));
}

/** The text once more in two other encodings, which are empty here. */
function descriptionTag(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`);
  return padded(
    Buffer.concat([Buffer.from("desc\0\0\0\0"), uint32(ascii.length), ascii, Buffer.alloc(8 + 3 + 67)]),
  );
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

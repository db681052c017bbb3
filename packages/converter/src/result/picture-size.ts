import { readSync } from "node:fs";
import type { ResultFile } from "./result-text.ts";

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What comes before a JPEG's size is small in what pdftoppm writes. */
const headBytes = 65_536;

/** The size of a picture that has a beginning and an end; undefined for any other file. */
export function pictureSize(file: ResultFile, format: "png" | "jpg" | "webp"): PictureSize | undefined {
  const head = bytesAt(file, 0, headBytes);
  const tail = bytesAt(file, Math.max(0, file.bytes - 12), 12);
  const size = readers[format](head, tail, file.bytes);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

const pngStart = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
const pngEnd = Buffer.from("\0\0\0\0IEND\xaeB`\x82", "latin1");

const readers = {
  png(head: Buffer, tail: Buffer): PictureSize | undefined {
    if (head.length < 33 || !head.subarray(0, 16).equals(pngStart) || !tail.equals(pngEnd)) return undefined;
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  },

  /** Goes from segment to segment; each has at least four bytes. */
  jpg(head: Buffer, tail: Buffer): PictureSize | undefined {
    if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8 || tail.readUInt16BE(tail.length - 2) !== 0xffd9)
      return undefined;
    for (let at = 2; at + 9 <= head.length; at += 2 + Math.max(2, head.readUInt16BE(at + 2))) {
      const marker = head.readUInt16BE(at);
      if (marker < 0xffc0 || marker === 0xffda) return undefined;
      if (!isFrame(marker)) continue;
      return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) };
    }
    return undefined;
  },

  webp(head: Buffer, _tail: Buffer, bytes: number): PictureSize | undefined {
    if (head.length < 30 || head.toString("latin1", 0, 4) !== "RIFF") return undefined;
    if (head.toString("latin1", 8, 12) !== "WEBP" || head.readUInt32LE(4) + 8 !== bytes) return undefined;
    switch (head.toString("latin1", 12, 16)) {
      case "VP8 ":
        return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
      case "VP8L": {
        const bits = head.readUInt32LE(21);
        return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
      }
      case "VP8X":
        return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
      default:
        return undefined;
    }
  },
} as const;

/** Start of frame, in each of its kinds; three other markers lie between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
}

function bytesAt({ descriptor, bytes }: ResultFile, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, bytes - offset)));
  return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, offset));
}

import { closeSync, openSync, writeSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";
import type { ZipArchive, ZipPart } from "../preflight/zip-archive.ts";
import { deflated } from "../preflight/zip-directory.ts";

const namesAreUtf8 = 0x0800;

/**
 * Writes a package with some parts changed to the new file `to`. All others are copied as they are packed, which no
 * package from npm does without its own streams around each part, and in their order, which OpenDocument needs.
 */
export function writePackage(archive: ZipArchive, changed: ReadonlyMap<ZipPart, Buffer>, to: string): void {
  const file = openSync(to, "wx", 0o600);
  try {
    const list: Buffer[] = [];
    let position = 0;
    const write = (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      position += bytes.length;
    };
    for (const part of archive.parts) {
      const { head, packed } = entryOf(archive, part, changed.get(part));
      const name = Buffer.from(part.name);
      list.push(listEntry(head, name, position));
      write(Buffer.concat([signature(0x04034b50), head, nameLengths(name), name]));
      write(packed);
    }
    const start = position;
    for (const entry of list) write(entry);
    write(endOfList(list.length, position - start, start));
  } finally {
    closeSync(file);
  }
}

/** `head` is what the entry says twice: before its bytes and in the list at the end. */
function entryOf(
  archive: ZipArchive,
  part: ZipPart,
  content: Buffer | undefined,
): { head: Buffer; packed: Buffer } {
  if (content !== undefined) {
    const packed = deflateRawSync(content);
    return { packed, head: headOf(deflated, crc32(content), packed.length, content.length) };
  }
  const packed = archive.readWholePacked(part);
  return { packed, head: headOf(part.method, part.crc32, packed.length, part.statedBytes) };
}

function headOf(method: number, sum: number, packedBytes: number, bytes: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(namesAreUtf8, 2);
  head.writeUInt16LE(method, 4);
  // The first of January 1980, the earliest that there is.
  head.writeUInt16LE(0x0021, 8);
  head.writeUInt32LE(sum >>> 0, 10);
  head.writeUInt32LE(packedBytes, 14);
  head.writeUInt32LE(bytes, 18);
  return head;
}

function nameLengths(name: Buffer): Buffer {
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(name.length, 0);
  return lengths;
}

function listEntry(head: Buffer, name: Buffer, position: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(position, 10);
  const madeBy = Buffer.from([20, 0]);
  return Buffer.concat([signature(0x02014b50), madeBy, head, nameLengths(name), rest, name]);
}

function endOfList(entries: number, bytes: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(start, 16);
  return end;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

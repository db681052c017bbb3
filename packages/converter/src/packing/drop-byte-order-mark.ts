import { closeSync, openSync, readSync, writeSync } from "node:fs";

const mark = Buffer.from("\ufeff");
const pieceBytes = 262_144;

/** Writes a text anew without the mark that LibreOffice puts before UTF-8, which other programs take for a letter. */
export function dropByteOrderMark({ path, to }: { readonly path: string; readonly to: string }): void {
  const from = openSync(path, "r");
  try {
    const target = openSync(to, "wx", 0o600);
    try {
      copyAll(from, target);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(from);
  }
}

function copyAll(from: number, to: number): void {
  const buffer = Buffer.alloc(pieceBytes);
  const first = Buffer.alloc(mark.length);
  const bytes = readSync(from, first);
  if (!first.equals(mark)) writeSync(to, first, 0, bytes);
  for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer))
    writeAll(to, buffer.subarray(0, read));
}

function writeAll(to: number, piece: Uint8Array): void {
  for (let written = 0; written < piece.length; ) written += writeSync(to, piece, written);
}

import { extname } from "node:path";

/** File systems take 255; a number that tells equal names apart may follow. */
const maxBytes = 240;

/**
 * Names of files are data: in a zip they lead into no folder and to no drive, are never empty, and can be unpacked.
 */
export function entryName(name: string): string {
  const harmless = name
    .toWellFormed()
    .replace(/[\\/:\p{Cc}]/gu, "_")
    .replace(/^\.+/, "_");
  return shortened(harmless || "_");
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = extname(name);
  const kept = Buffer.byteLength(extension) <= maxBytes / 4 ? extension : "";
  let room = maxBytes - Buffer.byteLength(kept);
  let end = 0;
  for (const character of name.slice(0, name.length - kept.length)) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    end += character.length;
  }
  return name.slice(0, end) + kept;
}

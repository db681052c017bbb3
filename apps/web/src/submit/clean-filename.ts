const maxBytes = 255;
const maxExtensionCharacters = 20;

/** Names are refused above this many characters, wherever they come from. */
export const maxFilenameCharacters = 1_000;

/**
 * A file name as data: NFC, without folders, without characters that control a terminal or turn the reading
 * direction (which can make `exe.pptx` of `xtpp.exe`), and at most 255 bytes with its extension kept. Empty when
 * nothing is left. Joiners stay: some scripts and emoji need them. Looks at the last `maxFilenameCharacters` only,
 * so that no name costs much.
 */
export function cleanFilename(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const visible = last
    .slice(-maxFilenameCharacters)
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  if (visible === "." || visible === "..") return "";
  return shorten(isOnlyExtension(visible) ? `document${visible}` : visible);
}

/** With its dot, as it is written; empty where there is none that could be one. */
export function extensionOf(filename: string): string {
  const dot = filename.lastIndexOf(".");
  const characters = dot < 0 ? 0 : filename.length - dot - 1;
  return characters > 0 && characters <= maxExtensionCharacters ? filename.slice(dot) : "";
}

/** Dots at the beginning and no other. */
function isOnlyExtension(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot >= 0 && [...name.slice(0, dot)].every((character) => character === ".");
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = extensionOf(name);
  let room = maxBytes - Buffer.byteLength(extension);
  let stem = "";
  for (const character of name.slice(0, name.length - extension.length)) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    stem += character;
  }
  return `${stem}${extension}`;
}

/**
 * The header that offers a download under its name (RFC 6266): an ASCII name for everyone, and the true one in the
 * extended form (RFC 8187) where the two differ.
 */
export function contentDisposition(filename: string): string {
  const plain = asciiOf(filename);
  const header = `attachment; filename="${plain.replace(/["\\]/g, "\\$&")}"`;
  return plain === filename ? header : `${header}; filename*=UTF-8''${extended(filename)}`;
}

/** The name that a client gave to its body, from the extended form where there is one; undefined without any. */
export function filenameOf(header: string | undefined): string | undefined {
  const extendedName = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header ?? "")?.[1];
  if (extendedName !== undefined) return decoded(extendedName);
  const found = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? "");
  return found?.[1]?.replace(/\\(.)/g, "$1") ?? found?.[2];
}

/** Letters keep their base without the accent; a percent sign would be taken for an encoding by some browsers. */
function asciiOf(filename: string): string {
  return filename
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/gu, "_")
    .replaceAll("%", "_");
}

function extended(filename: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(filename.toWellFormed()).replace(/['()*]/g, percent);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // not what RFC 8187 describes: as if the name were not there
  }
}

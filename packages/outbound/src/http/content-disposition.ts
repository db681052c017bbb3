/**
 * The header that offers a download, or what is shown at once, under its name (RFC 6266): an ASCII name for everyone, and the true one in the
 * extended form (RFC 8187) where the two differ.
 */
export function contentDisposition(filename: string, kind: "attachment" | "inline" = "attachment"): string {
  const plain = asciiOf(filename);
  const header = `${kind}; filename="${plain.replace(/["\\]/g, "\\$&")}"`;
  return plain === filename ? header : `${header}; filename*=UTF-8''${extended(filename)}`;
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

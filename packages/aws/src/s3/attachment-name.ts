/** A Content-Disposition (RFC 6266) for S3 to answer with: an ASCII name for everyone, then the true one (RFC 8187). */
export function attachmentNamed(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/gu, "_");
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const exact = encodeURIComponent(filename.toWellFormed()).replace(/['()*]/g, percent);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

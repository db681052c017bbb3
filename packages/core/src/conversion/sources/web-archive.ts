/** A page and its pictures in one file, as Word and browsers save it (MHT): no LibreOffice opens it. */
export const webArchive = {
  name: "a web archive (MHT)",
  advice: "Open it in the program that made it, and save it as HTML or as a Word or Excel document.",
} as const;

/** Whether a text begins as a web archive does: with the head of a message of several parts. */
export function isWebArchive(start: string): boolean {
  const head = start.slice(0, 4_000).trimStart();
  return (
    /^[A-Za-z][A-Za-z-]{1,40}:/.test(head) && /^Content-Type:\s{0,9}multipart\/(related|mixed)\b/im.test(head)
  );
}

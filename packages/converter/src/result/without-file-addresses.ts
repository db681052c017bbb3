/** What LibreOffice said of a document, without the addresses of files in it: they hold the document's name. */
export function withoutFileAddresses(words: string): string {
  return words
    .split(" ")
    .map((word) => (/^<?file:/i.test(word) ? "(a file)" : word))
    .join(" ");
}

/** Names of documents and sheets are data: in a zip they lead into no folder. */
export function entryName(name: string): string {
  return name.replace(/[\\/:\p{Cc}]/gu, "_").replace(/^\.+/, "_");
}

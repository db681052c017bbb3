/** A text document in RTF; it names no paper. */
export function createRichText(paragraphs: readonly string[]): Uint8Array {
  return createRichTextFile(paragraphs.map((text) => `\\pard ${escapeRichText(text)}\\par`).join("\n"));
}

/** The same with a body that the caller writes. */
export function createRichTextFile(body: string): Uint8Array {
  return new TextEncoder().encode(`{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Liberation Sans;}}\n${body}\n}`);
}

function escapeRichText(text: string): string {
  return text.replace(/[\\{}]/g, "\\$&").replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0)}?`);
}

import type { SourceFormat } from "@platen/core";

/** Names of web pages. */
export function isPage(format: SourceFormat): boolean {
  return format === "html" || format === "htm" || format === "xhtml";
}

/** What a page, or a part of one that a program writes under an office name, begins with. */
const firstTags =
  /^<(!doctype html|html|head|title|meta|link|base|style|script|body|table|thead|tbody|tr|div|center|font|span|p|br|h[1-6]|ul|ol|b|i|u)(?=[\s>/])/i;

/** Whether a text begins as a web page does. Comments may come first. */
export function isHtml(start: string): boolean {
  return firstTags.test(withoutComments(start).slice(0, 16));
}

/** What follows the comments at the beginning of a text; nothing where one does not end. */
export function withoutComments(start: string): string {
  let at = 0;
  while (start.startsWith("<!--", at)) {
    const end = start.indexOf("-->", at + 4);
    if (end === -1) return "";
    at = end + 3;
    while (/\s/.test(start.charAt(at))) at += 1;
  }
  return start.slice(at);
}

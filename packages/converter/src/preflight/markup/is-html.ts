import type { SourceFormat } from "@platen/core";

/** Names of web pages. */
export function isPage(format: SourceFormat): boolean {
  return format === "html" || format === "htm" || format === "xhtml";
}

/** Whether a text begins as a web page does. Comments may come first. */
export function isHtml(start: string): boolean {
  let at = 0;
  while (start.startsWith("<!--", at)) {
    const end = start.indexOf("-->", at + 4);
    if (end === -1) return false;
    at = end + 3;
    while (/\s/.test(start.charAt(at))) at += 1;
  }
  return /^<(!doctype html|html|head|body|table)\b/i.test(start.slice(at, at + 16));
}

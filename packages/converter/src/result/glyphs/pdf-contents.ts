import type { PdfObjects } from "../pdf-objects.ts";
import { referenceAfter } from "../pdf-scanner.ts";

/** Where there is more, the rest is not read. */
const maxPages = 3_000;
const maxForms = 3_000;
const maxBytes = 256 * 1024 * 1024;

/** The drawing instructions of a PDF by LibreOffice: of its pages, and of the groups that are drawn apart from them. */
export function* pdfContents(objects: PdfObjects): Generator<Buffer> {
  let bytes = 0;
  for (const number of new Set([...numbersOfContents(objects), ...numbersOfForms(objects)])) {
    const content = objects.stream(number);
    if (content === undefined) continue;
    bytes += content.length;
    if (bytes > maxBytes) return;
    yield content;
  }
}

function* numbersOfContents(objects: PdfObjects): Generator<number> {
  const waiting = [objects.pageTree];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const content = referenceAfter(node, "/Contents");
    if (content !== undefined) yield content;
    for (const number of referencesIn(node, "/Kids").reverse()) {
      if (seen.has(number) || seen.size >= maxPages) continue;
      seen.add(number);
      waiting.push(objects.find(number) ?? "");
    }
  }
}

function* numbersOfForms(objects: PdfObjects): Generator<number> {
  const resources = objects.follow(objects.pageTree, "/Resources");
  const names = objects.follow(resources, "/XObject") || inline(resources, "/XObject");
  let count = 0;
  for (const [, number] of names.matchAll(/\/\w{1,20}\s+(\d{1,9}) 0 R/g)) {
    count += 1;
    if (count > maxForms) return;
    const head = objects.find(Number(number))?.slice(0, 2_048) ?? "";
    if (/\/Subtype\s?\/Form\b/.test(head)) yield Number(number);
  }
}

/** The references of the array that follows `key`. */
function referencesIn(text: string, key: string): number[] {
  const array = between(text, key, "[", "]");
  return [...array.matchAll(/(\d{1,9}) 0 R/g)].map(([, number]) => Number(number));
}

function inline(text: string, key: string): string {
  return between(text, key, "<<", ">>");
}

function between(text: string, key: string, open: string, close: string): string {
  const start = text.indexOf(open, text.indexOf(key) + key.length);
  const end = text.indexOf(close, start);
  return text.includes(key) && start !== -1 && end !== -1 ? text.slice(start, end) : "";
}

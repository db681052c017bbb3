import { isRecord, jsonOf, type Parsed, wrong } from "./parsed.ts";

export interface PdfBookmark {
  readonly title: string;
  /** From 1. */
  readonly page: number;
  readonly children?: readonly PdfBookmark[];
}

const maxBookmarks = 1_000;
const maxDepth = 10;
const maxTitleCharacters = 1_000;

/** From JSON such as [{"title": "Chapter", "page": 1, "children": []}]. */
export function readPdfOutline(given: string): Parsed<readonly PdfBookmark[]> {
  const value = jsonOf(given);
  if (!Array.isArray(value)) return wrong('must be a JSON list such as [{"title": "Chapter", "page": 1}].');
  let left = maxBookmarks;
  const read = (list: readonly unknown[], depth: number): Parsed<readonly PdfBookmark[]> => {
    if (depth > maxDepth && list.length > 0) return wrong(`may have ${maxDepth} levels.`);
    left -= list.length;
    if (left < 0) return wrong(`may have ${maxBookmarks} bookmarks.`);
    const bookmarks: PdfBookmark[] = [];
    for (const one of list) {
      const { title, page, children = [], ...others } = isRecord(one) ? one : {};
      if (typeof title !== "string" || title === "" || title.length > maxTitleCharacters)
        return wrong(`must have for each bookmark a title of up to ${maxTitleCharacters} characters.`);
      if (typeof page !== "number" || !Number.isInteger(page) || page < 1 || page > 999_999)
        return wrong("must have for each bookmark a page from 1 on.");
      if (!Array.isArray(children) || Object.keys(others).length > 0)
        return wrong("may have of a bookmark title, page and a list of children.");
      const below = read(children, depth + 1);
      if (!below.ok) return below;
      bookmarks.push({ title, page, ...(below.value.length > 0 && { children: below.value }) });
    }
    return { ok: true, value: bookmarks };
  };
  return read(value, 1);
}

import { isRecord, jsonOf, type Parsed, wrong } from "./parsed.ts";

export interface PdfBookmark {
  readonly title: string;
  /** From 1. */
  readonly page: number;
  readonly children?: readonly PdfBookmark[];
}

/** Bookmarks for every PDF, or for those that are made of the files of these names. */
export type PdfOutline =
  | { readonly kind: "all"; readonly bookmarks: readonly PdfBookmark[] }
  | { readonly kind: "files"; readonly bookmarksOf: ReadonlyMap<string, readonly PdfBookmark[]> };

const maxBookmarks = 1_000;
const maxDepth = 10;
const maxTitleCharacters = 1_000;

/** From JSON such as [{"title": "Chapter", "page": 1, "children": []}], or of such lists by the names of files. */
export function readPdfOutline(given: string): Parsed<PdfOutline> {
  const value = jsonOf(given);
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
  if (Array.isArray(value)) {
    const all = read(value, 1);
    return all.ok ? { ok: true, value: { kind: "all", bookmarks: all.value } } : all;
  }
  if (!isRecord(value))
    return wrong(
      'must be a JSON list such as [{"title": "Chapter", "page": 1}], or such lists by file names.',
    );
  const bookmarksOf = new Map<string, readonly PdfBookmark[]>();
  for (const [filename, list] of Object.entries(value)) {
    if (!Array.isArray(list)) return wrong("must have a list of bookmarks for each name of a file.");
    const own = read(list, 1);
    if (!own.ok) return own;
    bookmarksOf.set(filename, own.value);
  }
  return { ok: true, value: { kind: "files", bookmarksOf } };
}

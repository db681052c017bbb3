import { type Failure, failureOf, type PdfBookmark, type PdfOutline } from "@platen/core";

/** Undefined where the outline says nothing of the file, so that what it has stays. */
export function bookmarksFor(
  filename: string | undefined,
  outline: PdfOutline,
): readonly PdfBookmark[] | undefined {
  if (outline.kind === "all") return outline.bookmarks;
  return filename === undefined ? undefined : outline.bookmarksOf.get(filename);
}

/** Those that lead to one of so many pages. What lay below another one is kept in its place. */
export function bookmarksWithin(bookmarks: readonly PdfBookmark[], pages: number): PdfBookmark[] {
  return bookmarks.flatMap(({ children = [], ...bookmark }) => {
    const below = bookmarksWithin(children, pages);
    if (bookmark.page > pages) return below;
    return [{ ...bookmark, ...(below.length > 0 && { children: below }) }];
  });
}

/** Why bookmarks cannot be written: one of them leads behind the last page. */
export function leadsNowhere(bookmarks: readonly PdfBookmark[], pages: number): Failure | undefined {
  const page = lastPageOf(bookmarks);
  if (page <= pages) return undefined;
  const message = `A bookmark leads to page ${page}, but there are only ${pages}. Correct the page of the bookmark.`;
  return failureOf("pages_out_of_range", message);
}

function lastPageOf(bookmarks: readonly PdfBookmark[]): number {
  return bookmarks.reduce((last, { page, children = [] }) => Math.max(last, page, lastPageOf(children)), 0);
}

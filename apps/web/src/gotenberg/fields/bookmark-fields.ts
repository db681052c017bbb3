import { type Asked, isRecord, jsonOf } from "./finishing-fields.ts";
import type { FormValues } from "./form-values.ts";

/** A list of bookmarks for every PDF, or such lists by the names of the files. */
export function outlineOf(form: FormValues): Asked {
  const given = bookmarksOf(form);
  return given === undefined ? {} : { options: { outline: JSON.stringify(given) } };
}

/** Where PDFs are merged: by names, the lists come one after the other, and what a PDF has itself counts where it is asked for. */
export function mergedOutlineOf(form: FormValues): Asked {
  const hasTitles = form.flag("titleBookmarks", false);
  const hasOwn = form.flag("autoIndexBookmarks", false) || hasTitles;
  const mode = { ...(hasOwn && ({ mergeBookmarks: hasTitles ? "titles" : "own" } as const)) };
  const given = bookmarksOf(form);
  if (given === undefined) return { options: mode };
  if (Array.isArray(given)) return { options: { outline: JSON.stringify(given) } };
  const lists = form.filenames.flatMap((filename) => {
    const list = Object.hasOwn(given, filename) ? given[filename] : undefined;
    const isEmpty = !Array.isArray(list) || list.length === 0;
    return isEmpty && hasOwn ? [] : [[filename, isEmpty ? [] : list] as const];
  });
  return {
    options: { mergeBookmarks: "own", ...mode, outline: JSON.stringify(Object.fromEntries(lists)) },
  };
}

function bookmarksOf(form: FormValues): unknown[] | Record<string, unknown> | undefined {
  const text = form.text("bookmarks");
  if (text === undefined) return undefined;
  const given = jsonOf(text);
  if (Array.isArray(given)) return given.map(inLowerCase);
  if (isRecord(given) && Object.values(given).every((list) => list === null || Array.isArray(list)))
    return Object.fromEntries(
      Object.entries(given).map(([name, list]) => [name, Array.isArray(list) ? list.map(inLowerCase) : []]),
    );
  const example = '[{"title": "Chapter", "page": 1}]';
  form.refuse(
    "bookmarks",
    `must be a JSON list such as ${example}, or an object of such lists by file names`,
  );
  return undefined;
}

/** Go takes the names in any case, and null for no children. */
function inLowerCase(bookmark: unknown): unknown {
  if (!isRecord(bookmark)) return bookmark;
  const named = Object.entries(bookmark).map(([name, value]) => [name.toLowerCase(), value] as const);
  const { children, ...others } = Object.fromEntries(named);
  return { ...others, ...(Array.isArray(children) && { children: children.map(inLowerCase) }) };
}

export type TextStorage = Pick<Storage, "getItem" | "setItem">;

/** `localStorage` if the browser allows it; otherwise a storage that lasts as long as the page. */
export function browserStorage(): TextStorage {
  try {
    return localStorage;
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    };
  }
}

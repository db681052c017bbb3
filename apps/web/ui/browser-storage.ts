export type TextStorage = Pick<Storage, "getItem" | "setItem">;

/** What outlives the page, where the browser allows it; otherwise something that lives as long as the page. */
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

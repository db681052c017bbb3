/** The best of `languages` for an `Accept-Language` header; the first of them where none is wanted. */
export function preferredLanguage(header: string | undefined, languages: readonly string[]): string {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [range = "", quality] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q\s*=\s*/);
      return { language: range.split("-")[0], weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const found = languages.find((known) => known === language);
    if (found !== undefined) return found;
  }
  return languages[0] ?? "en";
}

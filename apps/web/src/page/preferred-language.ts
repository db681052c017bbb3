/** The best of `languages` for an `Accept-Language` header; the first of them where none is wanted. */
export function preferredLanguage(header: string | undefined, languages: readonly string[]): string {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [range = "", ...parameters] = part.toLowerCase().split(";");
      return { language: range.trim().split("-", 1)[0], weight: weightOf(parameters) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const found = languages.find((known) => known === language);
    if (found !== undefined) return found;
  }
  return languages[0] ?? "en";
}

function weightOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const [name, value] = parameter.split("=", 2);
    if (name?.trim() === "q") return Number(value);
  }
  return 1;
}

/** What a person changed, under the names of the API; what is absent has the server's default. */
export type ConversionOptions = Readonly<Record<string, string | boolean>>;

export const noOptions: ConversionOptions = {};

/** With `value` for the option; the default is the same as no value. */
export function withOption(
  options: ConversionOptions,
  name: string,
  value: string | boolean,
  normal: string | boolean,
): ConversionOptions {
  const { [name]: _before, ...others } = options;
  return value === normal ? others : { ...others, [name]: value };
}

/** "1 - 3; 5" is meant as "1-3,5". */
export function tidyPages(pages: string): string {
  return pages
    .replaceAll(";", ",")
    .replaceAll(/[–—]/g, "-")
    .replaceAll(/\s*([,-])\s*/g, "$1")
    .trim()
    .replaceAll(/\s+/g, ",");
}

export function arePagesValid(pages: string): boolean {
  const tidy = tidyPages(pages);
  return (
    tidy === "" ||
    (tidy.length <= 200 && /^[1-9]\d{0,5}(-([1-9]\d{0,5})?)?(,[1-9]\d{0,5}(-([1-9]\d{0,5})?)?)*$/.test(tidy))
  );
}

/** As the API takes them. */
export function sentOptions(options: ConversionOptions): [name: string, value: string][] {
  return Object.entries(options).map(([name, value]) => [
    name,
    name === "pages" ? tidyPages(String(value)) : String(value),
  ]);
}

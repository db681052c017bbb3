/** The options of a conversion as the page holds them. */
export interface ConversionOptions {
  readonly pages: string;
  readonly images: "original" | "print" | "screen";
  readonly pdfa: "" | "1b" | "2b" | "3b";
  readonly tagged: boolean;
  readonly comments: boolean;
  readonly hiddenSlides: boolean;
  readonly password: string;
}

export const noOptions: ConversionOptions = {
  pages: "",
  images: "original",
  pdfa: "",
  tagged: false,
  comments: false,
  hiddenSlides: false,
  password: "",
};

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

export function changedOptions(options: ConversionOptions): (keyof ConversionOptions)[] {
  const names = Object.keys(noOptions) as (keyof ConversionOptions)[];
  return names.filter((name) => options[name] !== noOptions[name]);
}

/**
 * The upload as a form. The file comes last, so that the server knows every option before the content begins. Options
 * that were not changed are not sent, so that the server's defaults apply.
 */
export function uploadForm(file: File, options: ConversionOptions): FormData {
  const form = new FormData();
  form.set("format", "pdf");
  for (const name of changedOptions(options)) {
    form.set(name, name === "pages" ? tidyPages(options.pages) : String(options[name]));
  }
  form.set("file", file, file.name);
  return form;
}

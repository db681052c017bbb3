/** The accepted uploads, what each can become, and the retention time: `GET /v1/formats`. */
export interface Formats {
  readonly maxUploadBytes: number;
  readonly keepMs: number;
  /** File name extensions with the dot, in lower case. */
  readonly accept: readonly string[];
  readonly sources: readonly Source[];
  readonly targets: Readonly<Record<string, Target>>;
}

export interface Source {
  readonly extension: string;
  readonly family: Family;
  /** What it can become, such as `pdf`. */
  readonly to: readonly string[];
}

interface Target {
  /** The options that make a difference, by the family of the source. */
  readonly optionsByFamily: Readonly<Record<string, readonly string[]>>;
}

export const families = ["presentation", "text", "sheet", "drawing", "formula", "pdf"] as const;
export type Family = (typeof families)[number];

export type Refusal = "not_accepted" | "source_empty" | "upload_too_large";

/** Why the server would refuse a file, checked before uploading; undefined if it would accept it. */
export function refusalOf(file: { name: string; size: number }, formats: Formats): Refusal | undefined {
  if (!formats.accept.includes(`.${extensionOf(file.name)}`)) return "not_accepted";
  if (file.size === 0) return "source_empty";
  if (file.size > formats.maxUploadBytes) return "upload_too_large";
  return undefined;
}

/** In lower case, without the dot; empty if there is none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? "";
}

export function sourceOf(name: string, formats: Formats): Source | undefined {
  let byExtension = known.get(formats);
  if (byExtension === undefined) {
    byExtension = new Map(formats.sources.map((source) => [source.extension, source]));
    known.set(formats, byExtension);
  }
  return byExtension.get(extensionOf(name));
}

/** The sources by their extension: a thousand files ask for theirs at once. */
const known = new WeakMap<Formats, ReadonlyMap<string, Source>>();

/** Those that people have most, in their order. */
const common =
  "pptx ppt odp docx doc odt rtf txt md html xlsx xls ods csv xlsm numbers odg svg vsdx png jpg tiff".split(
    " ",
  );

/** The common ones first; those that read like a number, such as 123, last. */
export function extensionsOfFamily(family: Family, { sources }: Formats): string[] {
  const rankOf = (extension: string) => {
    const place = common.indexOf(extension);
    return place >= 0 ? place : common.length + (/^\d/.test(extension) ? 1 : 0);
  };
  const all = sources.filter((source) => source.family === family).map(({ extension }) => extension);
  return all.sort((a, b) => rankOf(a) - rankOf(b));
}

/** What every one of these files can become. */
export function commonTargets(names: readonly string[], formats: Formats): string[] {
  const extensions = [...new Set(names.map(extensionOf))];
  const lists = formats.sources.filter(({ extension }) => extensions.includes(extension)).map(({ to }) => to);
  const [first = [], ...others] = lists;
  return first.filter((target) => others.every((list) => list.includes(target)));
}

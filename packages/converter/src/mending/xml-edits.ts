/** A piece of a text that is to be another. */
export interface XmlEdit {
  readonly at: number;
  readonly to: number;
  readonly text: string;
}

/** The text with its edits; undefined where there are none. Of edits that overlap the first counts. */
export function edited(xml: string, edits: readonly XmlEdit[]): string | undefined {
  if (edits.length === 0) return undefined;
  let result = "";
  let from = 0;
  for (const { at, to, text } of edits.toSorted((one, other) => one.at - other.at)) {
    if (at < from) continue;
    result += xml.slice(from, at) + text;
    from = to;
  }
  return result + xml.slice(from);
}

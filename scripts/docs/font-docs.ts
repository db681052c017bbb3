import {
  type FontReplacement,
  type ReplacingFont,
  replacingFonts,
} from "../../packages/converter/src/libreoffice/font-replacements.ts";

const begin = "<!-- fonts: written by npm run docs -->";
const end = "<!-- end of fonts -->";

/** The page on fonts with its table of replacements as it is now. */
export function withFontTable(page: string, replacements: readonly FontReplacement[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The page on fonts must have the lines ${begin} and ${end}.`);
  const head = ["| asked for | width | replaced by | width | difference |", "|---|---|---|---|---|"];
  return `${before}${begin}\n\n${[...head, ...replacements.map(rowOf)].join("\n")}\n\n${end}${after}`;
}

function rowOf({ asked, used, width, isSameWidth }: FontReplacement): string {
  const other = replacingFonts[used.at(-1) as ReplacingFont];
  const isSame = isSameWidth === true;
  const byDesign = used.length === 1 ? "none, by design" : `none with ${used[0]}`;
  const difference = [
    ...(isSame ? [byDesign] : []),
    ...(width === undefined || (isSame && used.length === 1) ? [] : [percent(other / width - 1)]),
  ];
  return `| ${asked} | ${width ?? ""} | ${used.join(", ")} | ${other} | ${difference.join("; ")} |`;
}

function percent(part: number): string {
  const text = (Math.abs(part) * 100).toFixed(1);
  const sign = text === "0.0" ? "" : part > 0 ? "+" : "−";
  return `${sign}${text} %`;
}

import type { FontReplacement } from "../../packages/converter/src/libreoffice/font-replacements.ts";

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

function rowOf({ asked, used, widths, isSameWidth }: FontReplacement): string {
  const [own, other] = widths ?? ["", ""];
  const same = isSameWidth !== true ? "" : used.length === 1 ? "none, by design" : `none with ${used[0]}`;
  const measured = widths === undefined ? "" : percent(widths[1] / widths[0] - 1);
  const difference =
    used.length > 1 && same !== "" && measured !== "" ? `${same}; ${measured}` : same || measured;
  return `| ${asked} | ${own} | ${used.join(", ")} | ${other} | ${difference} |`;
}

function percent(part: number): string {
  const sign = part > 0 ? "+" : part < 0 ? "−" : "";
  return `${sign}${(Math.abs(part) * 100).toFixed(1)} %`;
}

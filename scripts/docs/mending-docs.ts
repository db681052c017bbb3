import type { mendingSteps } from "../../packages/converter/src/mending/mending-steps.ts";

const begin = "<!-- mending: written by npm run docs -->";
const end = "<!-- end of mending -->";

/** The page on mending with its table of steps as it is now. */
export function withMendingTable(page: string, steps: typeof mendingSteps): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The page on mending must have the lines ${begin} and ${end}.`);
  const head = ["| step | what is right then | of which documents | where |", "|---|---|---|---|"];
  const rows = Object.entries(steps).map(
    ([name, { mends, kinds, how }]) => `| \`${name}\` | ${mends} | ${kinds} | ${how} |`,
  );
  return `${before}${begin}\n\n${[...head, ...rows].join("\n")}\n\n${end}${after}`;
}

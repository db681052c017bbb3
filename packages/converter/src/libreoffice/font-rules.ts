import { fontReplacements } from "./font-replacements.ts";

const sameWidths = new Set(
  fontReplacements.flatMap(({ asked, used, isSameWidth }) =>
    isSameWidth === true ? [`${asked}>${used[0]}`] : [],
  ),
);

/** Whether text that is set in `drawn` instead of `asked` keeps its lines. */
export function keepsWidths(asked: string, drawn: string): boolean {
  return sameWidths.has(`${asked}>${drawn}`);
}

/** The table as settings of fontconfig, which both engines read. What is installed itself goes before its replacement. */
export function fontReplacementRules(): string {
  const rules = fontReplacements.map(({ asked, used }) => {
    const accepted = used.map((family) => `<family>${family}</family>`).join("");
    return `<alias binding="same"><family>${asked}</family><accept>${accepted}</accept></alias>`;
  });
  return rules.join("\n");
}

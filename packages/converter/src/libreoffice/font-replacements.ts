/** A font that documents ask for and few servers have, and what is nearest to it among those that Debian has. */
export interface FontReplacement {
  readonly asked: string;
  /** The first of them that is installed takes its place. */
  readonly used: readonly string[];
  /**
   * How wide a letter of English text is on average, in thousandths of the font's size, weighted by how often each letter
   * occurs: of `asked` and of the last of `used`. Source: the package @capsizecss/metrics 4.3.0, field xWidthAvg. DejaVu is not
   * in it: its files were measured by how often letters occur, on the scale on which Carlito comes out as there.
   */
  readonly widths?: readonly [asked: number, used: number];
  /** Whether the first of `used` has the same widths by design: then nothing moves, and no warning is given. */
  readonly isSameWidth?: true;
}

const liberationSans = ["Liberation Sans"] as const;

export const fontReplacements: readonly FontReplacement[] = [
  { asked: "Arial", used: liberationSans, widths: [446, 446], isSameWidth: true },
  { asked: "Helvetica", used: liberationSans, widths: [446, 446], isSameWidth: true },
  { asked: "Times New Roman", used: ["Liberation Serif"], widths: [406, 406], isSameWidth: true },
  { asked: "Courier New", used: ["Liberation Mono"], widths: [600, 600], isSameWidth: true },
  { asked: "Arial Narrow", used: ["Liberation Sans Narrow"], isSameWidth: true },
  { asked: "Calibri", used: ["Carlito"], isSameWidth: true },
  { asked: "Calibri Light", used: ["Carlito"] },
  { asked: "Cambria", used: ["Caladea"], isSameWidth: true },
  { asked: "Aptos", used: ["Noto Sans", "Liberation Sans"] },
  { asked: "Aptos Display", used: ["Noto Sans", "Liberation Sans"] },
  { asked: "Segoe UI", used: liberationSans, widths: [443, 446] },
  { asked: "Segoe UI Light", used: liberationSans },
  { asked: "Segoe UI Semibold", used: liberationSans },
  { asked: "Tahoma", used: liberationSans, widths: [448, 446] },
  { asked: "Trebuchet MS", used: liberationSans, widths: [456, 446] },
  { asked: "Helvetica Neue", used: liberationSans, widths: [450, 446] },
  { asked: "Verdana", used: ["DejaVu Sans"], widths: [512, 511] },
  { asked: "Lucida Grande", used: ["Noto Sans"], widths: [492, 474] },
  { asked: "Georgia", used: ["Gelasio", "DejaVu Serif Condensed"], widths: [446, 464], isSameWidth: true },
  { asked: "Garamond", used: ["EB Garamond", "Liberation Serif"] },
  { asked: "Century Gothic", used: ["URW Gothic", "TeX Gyre Adventor", "Noto Sans"], isSameWidth: true },
];

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

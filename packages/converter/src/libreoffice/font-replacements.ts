/** A font that documents ask for and few servers have, and what is nearest to it among those that Debian has. */
export interface FontReplacement {
  readonly asked: string;
  /** The first of them that is installed takes its place; the last is one that the set-up installs. */
  readonly used: readonly [...string[], ReplacingFont];
  /** How wide its text is, as in `replacingFonts`; undefined where nobody has published it. */
  readonly width?: number;
  /** Whether the first of `used` has the same widths by design: then nothing moves, and no warning is given. */
  readonly isSameWidth?: true;
}

/**
 * How wide a letter of English text is on average, in thousandths of the font's size. `npm run docs` writes a page with these
 * figures, and a test measures them in the installed files.
 */
export const replacingFonts = {
  "Liberation Sans Narrow": 366,
  Carlito: 410,
  "Liberation Sans": 446,
  "DejaVu Sans Condensed": 457,
  "Noto Sans": 474,
  "DejaVu Sans": 508,
  "EB Garamond": 386,
  "Liberation Serif": 406,
  Caladea: 411,
  "DejaVu Serif Condensed": 465,
  "Noto Serif": 481,
  "DejaVu Serif": 517,
  "Liberation Mono": 600,
} as const;

export type ReplacingFont = keyof typeof replacingFonts;

/**
 * Sources of `width`: the field xWidthAvg of the package @capsizecss/metrics 4.3.0 (Arial to Segoe UI, Georgia, and fonts of
 * Google), the package string-pixel-width 1.11.0 (Comic Sans MS, Impact, Avenir Next), and widths of letters that
 * others measured on Windows and published, weighed in the same way: Segoe UI then comes out as in the first.
 */
export const fontReplacements: readonly FontReplacement[] = [
  { asked: "Arial", used: ["Liberation Sans"], width: 446, isSameWidth: true },
  { asked: "Helvetica", used: ["Liberation Sans"], width: 446, isSameWidth: true },
  { asked: "Times New Roman", used: ["Liberation Serif"], width: 406, isSameWidth: true },
  { asked: "Courier New", used: ["Liberation Mono"], width: 600, isSameWidth: true },
  { asked: "Arial Narrow", used: ["Liberation Sans Narrow"], isSameWidth: true },
  { asked: "Calibri", used: ["Carlito"], width: 410, isSameWidth: true },
  { asked: "Calibri Light", used: ["Carlito"] },
  { asked: "Cambria", used: ["Caladea"], width: 429 },
  { asked: "Aptos", used: ["Liberation Sans"] },
  { asked: "Aptos Display", used: ["Liberation Sans"] },
  { asked: "Aptos Light", used: ["Liberation Sans"] },
  { asked: "Aptos SemiBold", used: ["Liberation Sans"] },
  { asked: "Aptos Narrow", used: ["Carlito"] },
  { asked: "Aptos Mono", used: ["Liberation Mono"] },
  { asked: "Segoe UI", used: ["Liberation Sans"], width: 443 },
  { asked: "Segoe UI Light", used: ["Carlito"], width: 420 },
  { asked: "Segoe UI Semilight", used: ["Liberation Sans"] },
  { asked: "Segoe UI Semibold", used: ["Liberation Sans"], width: 457 },
  { asked: "Tahoma", used: ["Liberation Sans"], width: 448 },
  { asked: "Trebuchet MS", used: ["Liberation Sans"], width: 456 },
  { asked: "Franklin Gothic Medium", used: ["Liberation Sans"], width: 442 },
  { asked: "Franklin Gothic Book", used: ["Liberation Sans"] },
  { asked: "Bahnschrift", used: ["Liberation Sans"], width: 450 },
  { asked: "Helvetica Neue", used: ["Liberation Sans"], width: 450 },
  { asked: "Avenir Next", used: ["Liberation Sans"], width: 457 },
  { asked: "Candara", used: ["Carlito"] },
  { asked: "Corbel", used: ["Carlito"], width: 413 },
  { asked: "Gill Sans MT", used: ["Carlito"], width: 411 },
  { asked: "Verdana", used: ["DejaVu Sans"], width: 512 },
  { asked: "Lucida Grande", used: ["Noto Sans"], width: 492 },
  { asked: "Lucida Sans Unicode", used: ["Noto Sans"] },
  {
    asked: "Century Gothic",
    used: ["URW Gothic", "TeX Gyre Adventor", "Noto Sans"],
    width: 487,
    isSameWidth: true,
  },
  { asked: "Comic Sans MS", used: ["Comic Neue", "Comic Relief", "Noto Sans"], width: 474 },
  { asked: "Impact", used: ["Anton", "Oswald", "Carlito"], width: 407 },
  { asked: "Georgia", used: ["Gelasio", "DejaVu Serif Condensed"], width: 446, isSameWidth: true },
  { asked: "Garamond", used: ["EB Garamond"], width: 394 },
  { asked: "Palatino Linotype", used: ["P052", "TeX Gyre Pagella", "DejaVu Serif Condensed"], width: 448 },
  { asked: "Book Antiqua", used: ["P052", "TeX Gyre Pagella", "DejaVu Serif Condensed"] },
  { asked: "Bookman Old Style", used: ["Bookman URW", "TeX Gyre Bonum", "DejaVu Serif"] },
  { asked: "Century Schoolbook", used: ["C059", "TeX Gyre Schola", "DejaVu Serif Condensed"] },
  { asked: "Constantia", used: ["Gelasio", "DejaVu Serif Condensed"], width: 440 },
  { asked: "Rockwell", used: ["DejaVu Serif Condensed"], width: 463 },
  { asked: "Consolas", used: ["Inconsolata", "Liberation Mono"], width: 550 },
  { asked: "Lucida Console", used: ["Liberation Mono"], width: 602 },
  { asked: "Menlo", used: ["Liberation Mono"], width: 602 },
  { asked: "Open Sans", used: ["Noto Sans"], width: 469 },
  { asked: "Roboto", used: ["Liberation Sans"], width: 445 },
  { asked: "Roboto Condensed", used: ["Carlito"], width: 396 },
  { asked: "Roboto Slab", used: ["Noto Serif"], width: 475 },
  { asked: "Lato", used: ["Liberation Sans"], width: 436 },
  { asked: "Montserrat", used: ["DejaVu Sans"], width: 503 },
  { asked: "Poppins", used: ["DejaVu Sans"], width: 500 },
  { asked: "Source Sans Pro", used: ["Carlito"], width: 418 },
  { asked: "Inter", used: ["Noto Sans"], width: 478 },
  { asked: "Raleway", used: ["Noto Sans"], width: 463 },
  { asked: "Nunito", used: ["Liberation Sans"], width: 452 },
  { asked: "Ubuntu", used: ["Liberation Sans"], width: 455 },
  { asked: "Fira Sans", used: ["Liberation Sans"], width: 458 },
  { asked: "IBM Plex Sans", used: ["Liberation Sans"], width: 451 },
  { asked: "Work Sans", used: ["DejaVu Sans"], width: 499 },
  { asked: "PT Sans", used: ["Liberation Sans"], width: 431 },
  { asked: "PT Serif", used: ["DejaVu Serif Condensed"], width: 448 },
  { asked: "Merriweather", used: ["Noto Serif"], width: 485 },
  { asked: "Playfair Display", used: ["DejaVu Serif Condensed"], width: 452 },
];

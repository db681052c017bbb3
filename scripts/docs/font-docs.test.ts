import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import {
  fontReplacements,
  type ReplacingFont,
  replacingFonts,
} from "../../packages/converter/src/libreoffice/font-replacements.ts";
import { root } from "../setup/root.mjs";
import { withFontTable } from "./font-docs.ts";
import { measureFont } from "./measure-font.ts";

const widths = Object.entries(replacingFonts) as [ReplacingFont, number][];

it("is how the page on fonts was written; npm run docs writes it", () => {
  const page = readFileSync(join(root, "docs", "fonts.md"), "utf8");
  assert.equal(withFontTable(page, fontReplacements), page);
});

it("has the widths of the fonts that the set-up installs", () => {
  for (const [family, width] of widths) assert.equal(Math.round(measureFont(family)), width, family);
});

it("replaces each font by the nearest of its kind, or by one that is hardly farther and looks more like it", () => {
  const kindOf = (family: string) =>
    /Mono/.exec(family)?.[0] ?? (/Serif|Caladea|Garamond/.test(family) ? "serif" : "sans");
  const hardly = 0.025;
  for (const { asked, used, width } of fontReplacements) {
    if (width === undefined) continue;
    const chosen = used.at(-1) as ReplacingFont;
    const distance = (other: number) => Math.abs(other / width - 1);
    const same = widths.filter(([family]) => kindOf(family) === kindOf(chosen));
    const nearest = Math.min(...same.map(([, other]) => distance(other)));
    assert.ok(
      distance(replacingFonts[chosen]) <= nearest + hardly,
      `${asked} is nearer to another than ${chosen}`,
    );
  }
});

import assert from "node:assert/strict";
import { it } from "node:test";
import type { PressEnd } from "../process/press-message.ts";
import { fidelityWarnings } from "./fidelity-warnings.ts";

it("tells of a font that was replaced, unless its replacement has the same widths", () => {
  const replacedFonts = [
    "Calibri>Carlito",
    "Calibri Light>Carlito",
    "Arial>Liberation Sans",
    "Arial>DejaVu Sans",
  ];
  const end = { replacedFonts, slides: 0 } as unknown as PressEnd;
  assert.deepEqual(
    fidelityWarnings(end, 1, {}).map(({ message }) => message),
    [
      "The font Calibri Light is not installed here; Carlito took its place.",
      "The font Arial is not installed here; DejaVu Sans took its place.",
    ],
  );
});

it("tells nothing of the lists of fonts that LibreOffice asks for by itself, each in another locale", () => {
  const replacedFonts = [
    "Segoe UI;Tahoma;Interface System;Sans Serif>DejaVu Sans",
    "Nyala;Abyssinica SIL>Noto Sans",
    "Liberation Sans Unicode MS>Noto Sans",
  ];
  const end = { replacedFonts, slides: 0 } as unknown as PressEnd;
  assert.deepEqual(fidelityWarnings(end, 1, {}), []);
});

import type { Mark } from "@platen/core";
import type { PageSize } from "../../targets/page-sizes.ts";
import { placeOf } from "./place-of.ts";

/** Of its size in points: how far lines are from each other, and how wide a character is at the most usual. */
const lineHeight = 1.2;
const narrow = 0.55;
const wide = 1;

/** Which part of the page a text without a size fills. */
const filled = 0.8;

/** A page of this size with nothing but the text on it. */
export function svgOfText(mark: Mark, page: PageSize): string {
  const lines = (mark.text ?? "").split(/\r?\n/);
  const angle = mark.angle ?? (mark.position === "center" && mark.size === undefined ? rising(page) : 0);
  const size = mark.size ?? fitting(lines, angle, page);
  const box = { width: widthOf(lines) * size, height: lines.length * lineHeight * size };
  const { x, y } = placeOf(mark.position, box, angle, page);
  const first = y - ((lines.length - 1) / 2) * lineHeight * size + 0.35 * size;
  const rows = lines.map(
    (line, index) =>
      `<tspan x="${round(x)}" y="${round(first + index * lineHeight * size)}">${escaped(line)}</tspan>`,
  );
  const look = `font-family="${escaped(mark.font)}" font-size="${round(size)}" fill="${mark.color}" fill-opacity="${mark.opacity}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}pt" height="${page.height}pt" viewBox="0 0 ${page.width} ${page.height}">`,
    `<text ${look} text-anchor="middle" xml:space="preserve" transform="rotate(${-angle} ${round(x)} ${round(y)})">`,
    ...rows,
    "</text></svg>",
  ].join("");
}

/** As the diagonal of the page does. */
function rising({ width, height }: PageSize): number {
  return Math.round((Math.atan2(height, width) * 180) / Math.PI);
}

function fitting(lines: readonly string[], angle: number, { width, height }: PageSize): number {
  const radians = (angle * Math.PI) / 180;
  const [cosine, sine] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
  const [long, high] = [widthOf(lines), lines.length * lineHeight];
  const across = (filled * width) / (long * cosine + high * sine);
  const upward = (filled * height) / (long * sine + high * cosine);
  return Math.max(1, Math.min(across, upward));
}

/** Of the longest line at the size of one point, about. */
function widthOf(lines: readonly string[]): number {
  const widths = lines.map((line) =>
    [...line].reduce((sum, character) => sum + (character >= "\u1100" ? wide : narrow), 0),
  );
  return Math.max(narrow, ...widths);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** XML has no sign for control characters. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/"/g, "&quot;");
}

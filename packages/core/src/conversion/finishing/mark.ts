import { pageRanges } from "./page-ranges.ts";
import { isRecord, jsonOf, type Parsed, wrong } from "./parsed.ts";

export const markPositions = [
  ...["center", "top", "bottom", "left", "right"],
  ...["top-left", "top-right", "bottom-left", "bottom-right"],
] as const;

/** What is laid under or over the pages of a PDF. */
export interface Mark {
  /** Absent where a file came along for it. */
  readonly text?: string;
  /** Of the text, in points; absent: so that it fills the page. */
  readonly size?: number;
  /** As #rrggbb. */
  readonly color: string;
  readonly font: string;
  /** Counterclockwise, in degrees; absent: a text alone in the middle rises, everything else lies straight. */
  readonly angle?: number;
  /** From 0, which is invisible, to 1. */
  readonly opacity: number;
  readonly position: string;
  /** Of a picture: the part of the page's width and height that it fills. */
  readonly scale: number;
  /** Absent: all pages. */
  readonly pages?: string;
}

const usual = { color: "#808080", font: "Liberation Sans", opacity: 0.4, position: "center", scale: 0.5 };

const maxTextCharacters = 1_000;
const maxLines = 20;

interface Check {
  readonly isRight: (value: unknown) => boolean;
  readonly allowed: string;
}

const between = (least: number, most: number): Check => ({
  isRight: (value) => typeof value === "number" && value >= least && value <= most,
  allowed: `a number from ${least} to ${most}`,
});
const like = (pattern: RegExp, allowed: string): Check => ({
  isRight: (value) => typeof value === "string" && pattern.test(value),
  allowed,
});

const checks: Readonly<Record<keyof Mark, Check>> = {
  text: {
    isRight: (value) => typeof value === "string" && isText(value),
    allowed: `a text of up to ${maxTextCharacters} characters and ${maxLines} lines`,
  },
  size: between(1, 1_000),
  color: like(/^#[0-9a-fA-F]{6}$/, "a colour such as #ff0000"),
  font: like(/^[\p{L}\p{N} ._-]{1,100}$/u, "the name of a font"),
  angle: between(-360, 360),
  opacity: between(0, 1),
  position: {
    isRight: (value) => markPositions.some((position) => position === value),
    allowed: markPositions.join(", "),
  },
  scale: between(0.01, 1),
  pages: like(new RegExp(`^(?=.{1,200}$)${pageRanges}$`), "pages such as 1-3,5,8-"),
};

/** A text is the mark itself; JSON such as {"text": "Draft", "angle": 45} says more. */
export function readMark(given: string): Parsed<Mark> {
  if (!given.trimStart().startsWith("{"))
    return isText(given)
      ? { ok: true, value: { text: given, ...usual } }
      : wrong(`must be ${checks.text.allowed}.`);
  const value = jsonOf(given);
  if (!isRecord(value)) return wrong('must be a text, or JSON such as {"text": "Draft", "angle": 45}.');
  for (const [name, one] of Object.entries(value)) {
    if (!isNameOfMark(name))
      return wrong(`knows no ${name.slice(0, 60)}, but ${Object.keys(checks).join(", ")}.`);
    if (!checks[name].isRight(one)) return wrong(`must have for ${name} ${checks[name].allowed}.`);
  }
  return { ok: true, value: { ...usual, ...(value as Partial<Mark>) } };
}

function isNameOfMark(name: string): name is keyof Mark {
  return Object.hasOwn(checks, name);
}

function isText(value: string): boolean {
  return value.trim() !== "" && value.length <= maxTextCharacters && value.split("\n").length <= maxLines;
}

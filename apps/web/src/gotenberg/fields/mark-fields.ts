import { type Asked, isRanges, jsonOf, pagesOf } from "./finishing-fields.ts";
import type { FormValues } from "./form-values.ts";

export type MarkName = "watermark" | "stamp";

/** Where the fields of a mark say that it is a file: then one came along, or the form is refused. */
export interface MarkAsked extends Asked {
  readonly isFile: boolean;
}

const positions: Readonly<Record<string, string>> = {
  ...{ tl: "top-left", tc: "top", tr: "top-right" },
  ...{ l: "left", c: "center", r: "right" },
  ...{ bl: "bottom-left", bc: "bottom", br: "bottom-right" },
};

/** The fields of a watermark or a stamp. Its files are told apart by whoever reads the form. */
export function markOf(form: FormValues, name: MarkName): MarkAsked {
  const source = form.text(`${name}Source`);
  const none = { isFile: false };
  if (source === undefined) return none;
  if (!["text", "image", "pdf"].includes(source)) {
    form.refuse(`${name}Source`, "must be text, image or pdf");
    return none;
  }
  const pages = pagesOf(form, `${name}Pages`);
  if (pages !== undefined && !isRanges(pages)) form.refuse(`${name}Pages`, "must be pages such as 1-3,5,8-");
  const text = source === "text" ? form.text(`${name}Expression`) : undefined;
  if (source === "text" && text === undefined) form.refuse(`${name}Expression`, "must have the text");
  const mark = { ...(text !== undefined && { text }), ...(pages !== undefined && { pages }) };
  return {
    options: { [name]: JSON.stringify({ ...mark, ...appearanceOf(form, `${name}Options`) }) },
    isFile: source !== "text",
  };
}

/** Names and values as pdfcpu has them, which may be shortened there; what we have no like of is left out. */
function appearanceOf(form: FormValues, field: string): Record<string, unknown> {
  const text = form.text(field);
  if (text === undefined) return {};
  const given = jsonOf(text);
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    form.refuse(field, 'must be a JSON object such as {"opacity": "0.5"}');
    return {};
  }
  const appearance: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const translated = translate(name.toLowerCase(), String(value).trim());
    if (translated === "wrong")
      form.refuse(field, `has a value for ${name.slice(0, 40)} that is not understood`);
    else Object.assign(appearance, translated);
  }
  return appearance;
}

function translate(name: string, value: string): Record<string, unknown> | "wrong" {
  if ("opacity".startsWith(name))
    return numberFor("opacity", value, (opacity) => opacity >= 0 && opacity <= 1);
  if (name.startsWith("rot") && "rotation".startsWith(name))
    return numberFor("angle", value, (angle) => Math.abs(angle) <= 360);
  if (name === "points") return numberFor("size", value, (size) => size >= 1 && size <= 1_000);
  if (name.startsWith("scale")) return scaleOf(value);
  if (name === "color" || name === "fillcolor") return colorOf(value);
  if (name.startsWith("pos"))
    return positions[value] === undefined ? "wrong" : { position: positions[value] };
  if (name.startsWith("font")) return { font: value };
  return {};
}

function numberFor(name: string, value: string, isAllowed: (number: number) => boolean) {
  const number = value === "" ? Number.NaN : Number(value);
  return isAllowed(number) ? { [name]: number } : "wrong";
}

/** `0.5`, or with `abs` or `rel` behind it. */
function scaleOf(value: string) {
  const [factor = ""] = value.split(" ", 1);
  return numberFor("scale", factor, (scale) => scale >= 0.01 && scale <= 1);
}

/** `#ff0000`, or three numbers from 0 to 1. */
function colorOf(value: string): Record<string, unknown> | "wrong" {
  if (/^#[0-9a-f]{6}$/i.test(value)) return { color: value };
  const parts = value.split(/[ ,]/).map(Number);
  if (parts.length !== 3 || !parts.every((part) => part >= 0 && part <= 1)) return "wrong";
  const hex = parts.map((part) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return { color: `#${hex.join("")}` };
}

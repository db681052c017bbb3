/** The signs with which people write numbers. */
export interface NumberSigns {
  readonly decimal: string;
  /** Between groups of three digits; empty where there are no such groups. */
  readonly group: string;
}

/** As people of this locale write them, or with another decimal sign. */
export function numberSignsOf(locale: string, decimal?: "." | ","): NumberSigns {
  const usual = usualSignsOf(locale);
  if (decimal === undefined || decimal === usual.decimal) return usual;
  return { decimal, group: decimal === "." ? "," : "." };
}

function usualSignsOf(locale: string): NumberSigns {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.5);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const hasThrees = parts.map(({ value }) => value.length).join() === "1,1,3,1,3,1,1";
  return { decimal: sign("decimal"), group: hasThrees ? sign("group") : "" };
}

/** A field as a cell of OpenDocument. Whatever a number would be shown otherwise than it was written stays text. */
export type CellWriter = (field: string) => string;

/** Longer than any number that people write. */
const maxNumberLetters = 40;
/** As many as a number keeps. */
const maxDigits = 15;

/** The names of the styles in `cellStyles`. */
const rightStyle = "right";
const wrappedStyle = "wrapped";
const numberStyle = (decimals: number, isGrouped: boolean) => `${isGrouped ? "g" : "n"}${decimals}`;

export function cellWriter(signs: NumberSigns): CellWriter {
  const isNumber = numberPattern(signs);
  return (field) => {
    const looksLikeNumber = field.length <= maxNumberLetters && isNumber.test(field);
    const number = looksLikeNumber ? numberOf(field, signs) : undefined;
    if (number !== undefined)
      return `<table:table-cell table:style-name="${number.style}" office:value-type="float" office:value="${number.value}"/>`;
    const isAmount = looksLikeNumber && field.includes(signs.decimal);
    const style = isAmount ? rightStyle : fieldWidth(field) > maxColumnWidth ? wrappedStyle : undefined;
    const named = style === undefined ? "" : ` table:style-name="${style}"`;
    const lines = field.split(/\r\n|\r|\n/).map((line) => `<text:p>${escapeText(line)}</text:p>`);
    return `<table:table-cell${named} office:value-type="string">${lines.join("")}</table:table-cell>`;
  };
}

/** With or without groups of thousands, a power of ten and blanks around it. */
function numberPattern({ decimal, group }: NumberSigns): RegExp {
  const grouped = group === "" ? "" : `\\d{1,3}(?:${quoted(group)}\\d{3})+|`;
  return new RegExp(
    `^\\s*[+-]?(?:(?:${grouped}\\d+)(?:${quoted(decimal)}\\d*)?|${quoted(decimal)}\\d+)(?:[eE][+-]?\\d+)?\\s*$`,
  );
}

/**
 * The number, with the style that shows it just so. None for what no style shows as it was written: 007, +49, 5E3, .5, or
 * more digits than a number keeps, as on a card.
 */
function numberOf(field: string, signs: NumberSigns): { value: string; style: string } | undefined {
  if (!stylesByDecimal.has(signs.decimal)) return undefined;
  const [whole = "", fraction] = field.replace(/^-/, "").split(signs.decimal, 2);
  const isGrouped = signs.group !== "" && whole.includes(signs.group);
  if (isGrouped && stylesByDecimal.get(signs.decimal)?.group !== signs.group) return undefined;
  const digits = isGrouped ? whole.replaceAll(signs.group, "") : whole;
  const isPlain = /^(0|[1-9]\d*)$/.test(digits) && (fraction === undefined || /^\d+$/.test(fraction));
  const decimals = fraction?.length ?? 0;
  if (!isPlain || digits.length + decimals > maxDigits) return undefined;
  const value = `${field.startsWith("-") ? "-" : ""}${digits}${fraction === undefined ? "" : `.${fraction}`}`;
  const isNegativeZero = Object.is(Number(value), -0);
  return isNegativeZero ? undefined : { value, style: numberStyle(decimals, isGrouped) };
}

/** A language in whose styles a number has this decimal sign, and what stands between its groups. */
const stylesByDecimal = new Map([
  [".", { group: ",", language: 'number:language="en" number:country="US"' }],
  [",", { group: ".", language: 'number:language="de" number:country="DE"' }],
]);

/** The styles that `cellWriter` names. */
export function cellStyles({ decimal }: NumberSigns): string {
  const language = stylesByDecimal.get(decimal)?.language ?? "";
  const cell = (name: string, attributes: string, content: string) =>
    `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${attributes}>${content}</style:style>`;
  const numbers = [false, true].flatMap((isGrouped) =>
    Array.from({ length: maxDigits }, (_, decimals) => {
      const name = numberStyle(decimals, isGrouped);
      const grouping = isGrouped ? ' number:grouping="true"' : "";
      const digits = `number:decimal-places="${decimals}" number:min-decimal-places="${decimals}" number:min-integer-digits="1"`;
      return (
        `<number:number-style style:name="f${name}" ${language}><number:number ${digits}${grouping}/></number:number-style>` +
        cell(name, ` style:data-style-name="f${name}"`, "")
      );
    }),
  );
  const right =
    '<style:table-cell-properties style:text-align-source="fix"/><style:paragraph-properties fo:text-align="end"/>';
  const wrapped = '<style:table-cell-properties fo:wrap-option="wrap"/>';
  return numbers.join("") + cell(rightStyle, "", right) + cell(wrappedStyle, "", wrapped);
}

/** A text that is wider is broken into lines, in hundredths of a millimetre. */
export const maxColumnWidth = 10_000;
const padding = 200;

/** Room for the longest line of a field in LibreOffice's own font, in hundredths of a millimetre; a little more than needed. */
export function fieldWidth(field: string): number {
  let [widest, width] = [0, 0];
  for (let at = 0; at < field.length; at += 1) {
    const code = field.charCodeAt(at);
    width = code === 0x0a || code === 0x0d ? 0 : width + letterWidth(code);
    if (width > widest) widest = width;
    if (widest > maxColumnWidth) break;
  }
  return widest + padding;
}

/** Of Liberation Sans in 10 points, in four groups. */
function letterWidth(code: number): number {
  if (code >= 0x1100) return 360;
  if (code > 0x7f) return 240;
  const letter = String.fromCharCode(code);
  if (" !'(),-./:;I[\\]fijlrt`{|}".includes(letter)) return 120;
  if ("mwMW@%".includes(letter)) return 340;
  return letter >= "A" && letter <= "Z" ? 265 : 205;
}

/** Without what XML cannot hold; blanks that stand together stay together. */
export function escapeText(text: string): string {
  return text
    .replace(/[\p{Control}\p{Surrogate}\ufffe\uffff]/gu, (letter) => (letter === "\t" ? letter : ""))
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\t/g, "<text:tab/>")
    .replace(/ {2,}/g, (blanks) => ` <text:s text:c="${blanks.length - 1}"/>`);
}

function quoted(sign: string): string {
  return sign.replace(/[.*+?^${}()|[\]\\\s]/g, "\\$&");
}

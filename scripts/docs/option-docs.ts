import type { OptionGroup, OptionSchema } from "../../packages/core/src/conversion/options/index.ts";

const begin = "<!-- options: written by npm run docs -->";
const end = "<!-- end of options -->";

/** The page on the API with its tables of options as they are now. */
export function withOptionTables(page: string, groups: readonly OptionGroup[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The page on the API must have the lines ${begin} and ${end}.`);
  return `${before}${begin}\n\n${groups.map(tableOf).join("\n")}\n${end}${after}`;
}

function tableOf({ title, families, targets, properties }: OptionGroup): string {
  const rows = Object.entries(properties).map(
    ([name, schema]) => `| \`${name}\` | ${valuesOf(schema)} | ${escaped(schema.description)} |`,
  );
  const scope = [
    ...(families === undefined ? [] : [`from: ${families.join(", ")}`]),
    ...(targets === undefined ? [] : [`to: ${targets.join(", ")}`]),
  ].join("; ");
  const heading = scope === "" ? `**${title}**` : `**${title}** (${scope})`;
  return [heading, "", "| option | values | |", "|---|---|---|", ...rows, ""].join("\n");
}

/** The values that it takes, with the default in bold. */
function valuesOf({ type, enum: choices, minimum, maximum, default: usual }: OptionSchema): string {
  const values = choices ?? (type === "boolean" ? ["true", "false"] : undefined);
  if (values !== undefined)
    return values.map((value) => emphasized(value, String(usual) === value)).join(", ");
  const shownDefault = usual === undefined ? "" : `, **${usual}**`;
  if (minimum === undefined) return `${type === "string" ? "text" : type}${shownDefault}`;
  return `${minimum} to ${maximum ?? "any"}${shownDefault}`;
}

function emphasized(value: string, isUsual: boolean): string {
  return isUsual ? `**${value}**` : value;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}

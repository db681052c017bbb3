import { allowedValues } from "../../packages/program/src/allowed-values.ts";
import type { SettingSchema } from "../../packages/program/src/setting.ts";
import type { SettingsGroup } from "./settings-groups.ts";

const begin = "<!-- settings: written by npm run docs -->";
const end = "<!-- end of settings -->";

/** The README with its settings tables as the settings are now. */
export function withSettingsTables(readme: string, groups: readonly SettingsGroup[]): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The README must have the lines ${begin} and ${end}.`);
  return `${before}${begin}\n\n${groups.map(tableOf).join("\n")}\n${end}${after}`;
}

function tableOf({ title, settings }: SettingsGroup): string {
  const rows = settings.map(
    ({ variable, schema }) => `| \`${variable}\` | ${shownDefault(schema)} | ${escaped(explained(schema))} |`,
  );
  return [`**${title}**`, "", "| setting | default | |", "|---|---|---|", ...rows, ""].join("\n");
}

/** Every setting as a line that sets its default, commented out. */
export function environmentExample(groups: readonly SettingsGroup[]): string {
  const head = [
    "# Every setting with its default. Copy this file to .env, take the # away and change what you need.",
    "# Written by npm run docs.",
  ];
  const parts = groups.map(({ title, settings }) => {
    const lines = settings.flatMap(({ variable, schema }) => [
      `# ${explained(schema)}`,
      `#${variable}=${schema.default ?? ""}`,
    ]);
    return [`# --- ${title} ---`, ...lines].join("\n");
  });
  return `${[head.join("\n"), ...parts].join("\n\n")}\n`;
}

/** What it does, and its choices if it has any; the range of a number is told when one is outside. */
function explained(schema: SettingSchema): string {
  const { description = "", enum: choices, type } = schema;
  return choices || type === "boolean" ? `${description} Allowed: ${allowedValues(schema)}.` : description;
}

function shownDefault({ default: value }: SettingSchema): string {
  return value === undefined || value === "" ? "" : `\`${String(value)}\``;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}

import { textDecoder } from "../../text/text-decoder.ts";
import { finishingMistakes } from "../finishing/finishing-mistakes.ts";
import { optionsSchema } from "./index.ts";
import type { OptionSchema } from "./option-group.ts";
import { papers } from "./page-setup.ts";
import { tidyPages } from "./pages.ts";
import { tidyPermissions } from "./protection.ts";

/** What is wrong with a value, and where. */
export interface ValueMistake {
  /** A JSON pointer. */
  readonly pointer: string;
  readonly detail: string;
}

const schemas: Readonly<Record<string, OptionSchema>> = optionsSchema.properties;
const paperNames = Object.keys(papers);
const booleans = Object.entries({
  yes: "true",
  on: "true",
  1: "true",
  no: "false",
  off: "false",
  0: "false",
});

/** Options whose text may be JSON; in a request of JSON they may be its values themselves. */
const written: ReadonlySet<string> = new Set(["metadata", "outline", "embedsMetadata", "watermark", "stamp"]);

/** Options as forms, addresses and people write them, in the form of `optionsSchema`. What is not known stays. */
export function tidyOptions(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, tidied(name, value)]));
}

function tidied(name: string, value: unknown): unknown {
  if (written.has(name) && typeof value === "object" && value !== null) return JSON.stringify(value);
  if (typeof value !== "string" || !Object.hasOwn(schemas, name)) return value;
  if (name === "pages" || name === "split") return tidyPages(value);
  if (name === "rotate") return value.split(":").map(tidyPages).join(":");
  if (name === "permissions") return tidyPermissions(value);
  if (name === "separator" && value === "\t") return "tab";
  if (name === "margins") return value.replace(/\s/g, "");
  if (name === "paper")
    return paperNames.find((paper) => paper.toLowerCase() === value.toLowerCase()) ?? value;
  if (schemas[name]?.type !== "boolean") return value;
  const word = value.trim().toLowerCase();
  return booleans.find(([other]) => other === word)?.[1] ?? word;
}

/** What the schema cannot say; `pointer` leads to the options. */
export function furtherMistakes(options: Readonly<Record<string, unknown>>, pointer = "#"): ValueMistake[] {
  const { encoding } = options;
  const mistakes: ValueMistake[] = finishingMistakes(options).map(({ option, detail }) => ({
    pointer: `${pointer}/${option}`,
    detail,
  }));
  if (typeof encoding === "string" && textDecoder(encoding) === undefined)
    mistakes.push({
      pointer: `${pointer}/encoding`,
      detail:
        "encoding must be a label of the WHATWG Encoding Standard, such as utf-8 or windows-1252, or utf-32le, utf-32be, ibm437, ibm850 or ibm852.",
    });
  return mistakes;
}

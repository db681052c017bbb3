import { type ParseArgsConfig, parseArgs } from "node:util";
import {
  AppError,
  type ConversionOptions,
  optionsSchema,
  type ResultPasswords,
  type SourceFormat,
  sourceFormats,
  type TargetFormat,
  targetFormats,
} from "@platen/converter";
import { kebabCase, readOptions } from "./read-options.ts";

export interface Command {
  /** Paths; `-` is standard input. */
  readonly sources: readonly string[];
  readonly format: TargetFormat;
  readonly sourceFormat: SourceFormat | undefined;
  /** A folder, a file, or `-` for standard output; beside each document where it is undefined. */
  readonly out: string | undefined;
  readonly options: ConversionOptions;
  readonly password: string | undefined;
  readonly resultPasswords: ResultPasswords | undefined;
  /** Where to convert; on this machine where it is undefined. */
  readonly server: { readonly url: string; readonly key: string | undefined } | undefined;
  readonly slots: number | undefined;
  readonly engine: (typeof engines)[number];
  readonly jail: (typeof jails)[number];
  readonly overwrite: boolean;
  readonly report: "text" | "json" | "none";
}

export type Arguments =
  | { readonly kind: "convert"; readonly command: Command }
  | { readonly kind: "help" | "version" | "options" };

/** What the environment may say in the place of arguments. */
export interface Environment {
  readonly PLATEN_SERVER?: string | undefined;
  readonly PLATEN_KEY?: string | undefined;
  readonly PLATEN_PASSWORD?: string | undefined;
}

const engines = ["auto", "press", "libreoffice-convert"] as const;
const jails = ["enforce", "best-effort"] as const;

export const ownFlags = {
  to: { type: "string" },
  from: { type: "string" },
  out: { type: "string", short: "o" },
  option: { type: "string", multiple: true },
  password: { type: "string" },
  server: { type: "string" },
  key: { type: "string" },
  jobs: { type: "string", short: "j" },
  engine: { type: "string" },
  jail: { type: "string" },
  force: { type: "boolean", short: "f" },
  json: { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

/** Reads a command line without the program's name. Fails with `request` / `invalid_arguments` and what is wrong. */
export function readArguments(args: readonly string[], environment: Environment = {}): Arguments {
  const { values, positionals } = parsed(args);
  if (values.help || (args.length === 0 && positionals.length === 0)) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const [first, ...others] = positionals;
  if (first === "help") return { kind: "help" };
  if (first === "options" && others.length === 0) return { kind: "options" };
  const sources = first === "convert" ? others : positionals;
  if (sources.length === 0) throw invalid("Name a document to convert, or - for standard input.");
  const out = text(values.out);
  const format = oneOf(
    "to",
    text(values.to) ?? formatOf(out) ?? "pdf",
    Object.keys(targetFormats) as TargetFormat[],
  );
  const named = oneOf("from", text(values.from), Object.keys(sourceFormats) as SourceFormat[]);
  if (sources.includes("-") && named === undefined)
    throw invalid("Say with --from what standard input is, as in --from docx.");
  const texts = { ...optionTexts(values), ...pairs(values.option) };
  const { options, resultPasswords } = readOptions(texts, format);
  const url = text(values.server) ?? environment.PLATEN_SERVER;
  const command: Command = {
    ...{ sources, format, sourceFormat: named, out, options, resultPasswords },
    password: text(values.password) ?? environment.PLATEN_PASSWORD,
    server:
      url === undefined
        ? undefined
        : { url: addressOf(url), key: text(values.key) ?? environment.PLATEN_KEY },
    slots: slotsOf(text(values.jobs)),
    engine: oneOf("engine", text(values.engine) ?? "auto", engines),
    jail: oneOf("jail", text(values.jail) ?? "enforce", jails),
    overwrite: values.force === true,
    report: values.json === true ? "json" : values.quiet === true ? "none" : "text",
  };
  return { kind: "convert", command };
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function parsed(args: readonly string[]): { values: Values; positionals: readonly string[] } {
  try {
    const options = { ...conversionFlags(), ...ownFlags };
    return parseArgs({ args: [...args], options, allowPositionals: true, allowNegative: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    throw invalid(`${message.split(". ")[0]}. platen --help and platen options say what there is.`);
  }
}

/** Every option of a conversion, as `--single-page-sheets` and as `--singlePageSheets`. */
function conversionFlags(): NonNullable<ParseArgsConfig["options"]> {
  const flags = Object.entries(optionsSchema.properties).flatMap(([name, { type }]) => {
    const flag = { type: type === "boolean" ? type : "string" } as const;
    return [name, kebabCase(name)].map((spelling) => [spelling, flag] as const);
  });
  return Object.fromEntries(flags);
}

function optionTexts(values: Values): Record<string, string> {
  const names = Object.keys(optionsSchema.properties);
  const given = names.flatMap((name) => {
    const value = values[name] ?? values[kebabCase(name)];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return Object.fromEntries(given);
}

function pairs(given: Values[string]): Record<string, string> {
  const all = (Array.isArray(given) ? given : []).map((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(String(pair)) ?? [];
    if (name === undefined || value === undefined) throw invalid(`--option takes NAME=VALUE, not ${pair}.`);
    const known = Object.keys(optionsSchema.properties).find((other) => kebabCase(other) === name);
    return [known ?? name, value] as const;
  });
  return Object.fromEntries(all);
}

function text(value: Values[string]): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Of a file to write: `--out report.png` needs no `--to png`. */
function formatOf(out: string | undefined): string | undefined {
  const extension = /\.([^./]+)$/.exec(out ?? "")?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(targetFormats, extension) ? extension : undefined;
}

function oneOf<T extends string, Given extends string | undefined>(
  name: string,
  given: Given,
  allowed: readonly T[],
): T | (Given & undefined) {
  if (given === undefined) return undefined as Given & undefined;
  const found = allowed.find((value) => value === given.toLowerCase());
  if (found === undefined) throw invalid(`--${name} must be one of ${allowed.join(", ")}.`);
  return found;
}

function slotsOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9][0-9]{0,2}$/.test(given)) throw invalid("--jobs must be a number from 1 to 999.");
  return Number(given);
}

function addressOf(given: string): string {
  const isAddress = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
  if (!isAddress) throw invalid("--server must be an address such as https://platen.example.");
  return given.replace(/\/+$/, "");
}

function invalid(message: string): AppError {
  return new AppError("request", "invalid_arguments", message);
}

import { AppError } from "@platen/core";
import envSchema from "env-schema";
import { type Static, type TObject, type TProperties, Type } from "typebox";
import { allowedValues } from "./allowed-values.ts";
import { type Setting, schemasOf, settingsIn, variableOf } from "./setting.ts";

/** The mistakes that the validator of env-schema finds; it finds all of them at once. */
interface Mistake {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: { readonly missingProperty?: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The values of the settings that `declarations` has, with its keys and its groups, read from the variables of
 * `environment`; an empty variable counts as not set. Fails once for everything that is wrong, with `request` /
 * `invalid_settings` and one line for each variable: its name, what came and what is allowed.
 */
export function readSettings<Groups extends TProperties>(
  declarations: Groups,
  environment: Environment,
): Static<TObject<Groups>> {
  const all = settingsIn(declarations);
  const wrong = new Map<string, string>();
  for (const setting of all) for (const why of mistakesBeforeReading(setting, environment)) wrong.set(...why);
  try {
    const settings = envSchema<Static<TObject<Groups>>>({
      schema: Type.Object(declarations),
      data: textsOf(declarations, environment),
      env: false,
      ajv: { customOptions: (ajv) => ajv.addKeyword("variable").addKeyword("neededWhen") },
    });
    if (wrong.size === 0) return settings;
  } catch (error) {
    const mistakes = (error as { errors?: readonly Mistake[] }).errors;
    if (mistakes === undefined) throw error; // the declaration is wrong, not a setting
    for (const path of mistakes.map(pathOf)) wrong.set(path, wrong.get(path) ?? "");
  }
  const lines = all
    .filter(({ path }) => wrong.has(path))
    .map((setting) => `  ${setting.variable}: ${came(setting, environment)}${wrong.get(setting.path)}`);
  const title = lines.length === 1 ? "A setting is wrong:" : `${lines.length} settings are wrong:`;
  throw new AppError("request", "invalid_settings", [title, ...lines].join("\n"));
}

/** The variables that are set, in the groups of the declarations. */
function textsOf(declarations: object, environment: Environment): Record<string, unknown> {
  const texts: Record<string, unknown> = {};
  for (const [key, schema] of schemasOf(declarations)) {
    if (schema.properties) texts[key] = textsOf(schema.properties, environment);
    else if (environment[variableOf(key, schema)]) texts[key] = environment[variableOf(key, schema)];
  }
  return texts;
}

/** What the validator does not find: a path and what is to be said beside it. */
function* mistakesBeforeReading(setting: Setting, environment: Environment): Generator<[string, string]> {
  const { path, variable, schema } = setting;
  const text = environment[variable];
  for (const [other, value] of Object.entries(schema.neededWhen ?? {}))
    if (!text && environment[other] === value) yield [path, `, because ${other} is ${value}`];
  // "Infinity" and "1e999" pass every limit of the validator.
  const isNumber = schema.type === "integer" || schema.type === "number";
  if (isNumber && text && !Number.isFinite(Number(text))) yield [path, ""];
}

/** One setting can have several mistakes, for instance one for each value that it might have been. */
function pathOf({ keyword, instancePath, params }: Mistake): string {
  return keyword === "required" ? `${instancePath}/${params.missingProperty}` : instancePath;
}

function came({ variable, schema }: Setting, environment: Environment): string {
  const text = environment[variable];
  const shown = schema.writeOnly ? "a secret that is not shown here" : JSON.stringify(shorten(text ?? ""));
  return `${text ? `is ${shown}` : "is not set"}, allowed is ${allowedValues(schema)}`;
}

function shorten(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}

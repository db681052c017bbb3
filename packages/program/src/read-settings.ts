import { AppError } from "@platen/core";
import envSchema from "env-schema";
import { type Static, type TObject, type TProperties, Type } from "typebox";
import { allowedValues, type SettingSchema } from "./allowed-values.ts";

/** The mistakes that the validator of env-schema finds; it finds all of them at once. */
interface Mistake {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: { readonly missingProperty?: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings described by `properties`, read from the variables of `environment`; an empty variable counts as
 * not set. `neededWhen: { OTHER: "value" }` in a description makes a setting needed while another has that value.
 * Fails once for everything that is wrong, with `request` / `invalid_settings` and one line for each variable: its
 * name, what came and what is allowed.
 */
export function readSettings<Properties extends TProperties>(
  properties: Properties,
  environment: Environment,
): Static<TObject<Properties>> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in properties && value !== ""),
  );
  const wrong = new Map(neededAndMissing(properties, given));
  try {
    const settings = envSchema<Static<TObject<Properties>>>({
      schema: Type.Object(properties),
      data: { ...given },
      env: false,
      ajv: { customOptions: (ajv) => ajv.addKeyword("neededWhen") },
    });
    // "Infinity" and "1e999" pass every limit of the validator.
    for (const [name, value] of Object.entries(settings))
      if (typeof value === "number" && !Number.isFinite(value)) wrong.set(name, "");
    if (wrong.size === 0) return settings;
  } catch (error) {
    const mistakes = (error as { errors?: readonly Mistake[] }).errors;
    if (mistakes === undefined) throw error; // the description of the settings is wrong, not a setting
    for (const mistake of mistakes) wrong.set(variableOf(mistake), "");
  }
  const lines = [...wrong].map(([name, why]) => `  ${name}: ${came(properties, name, given[name])}${why}`);
  const title = wrong.size === 1 ? "A setting is wrong:" : `${wrong.size} settings are wrong:`;
  throw new AppError("request", "invalid_settings", [title, ...lines].join("\n"));
}

/** Each needed setting that is not given, and why it is needed. */
function* neededAndMissing(properties: TProperties, given: Environment): Generator<[string, string]> {
  for (const [name, { neededWhen = {} }] of Object.entries<SettingSchema>(properties)) {
    for (const [other, value] of Object.entries(neededWhen))
      if (given[name] === undefined && given[other] === value) yield [name, `, because ${other} is ${value}`];
  }
}

/** One variable can have several mistakes, for instance one for each value that it might have been. */
function variableOf({ keyword, instancePath, params }: Mistake): string {
  return keyword === "required" ? (params.missingProperty ?? "") : (instancePath.split("/")[1] ?? "");
}

function came(properties: TProperties, name: string, value: string | undefined): string {
  const schema: SettingSchema = properties[name] ?? {};
  const shown = schema.writeOnly ? "a secret that is not shown here" : JSON.stringify(shorten(value ?? ""));
  return `${value === undefined ? "is not set" : `is ${shown}`}, allowed is ${allowedValues(schema)}`;
}

function shorten(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}

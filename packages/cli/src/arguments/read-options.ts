import {
  AppError,
  type ConversionOptions,
  furtherMistakes,
  type OptionSchema,
  optionsSchema,
  protectionMistakes,
  type ResultPasswords,
  type TargetFormat,
  tidyOptions,
} from "@platen/converter";

const schemas: Readonly<Record<string, OptionSchema>> = optionsSchema.properties;

/** What was asked of the result, from texts. Fails with `request` / `invalid_arguments` and everything that is wrong. */
export function readOptions(
  texts: Readonly<Record<string, string>>,
  format: TargetFormat,
): { readonly options: ConversionOptions; readonly resultPasswords: ResultPasswords | undefined } {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [name, text] of Object.entries(tidyOptions(texts))) {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined) mistakes.push(`There is no option ${name}; platen options names all.`);
    else {
      const { value, mistake } = valueFrom(String(text), schema);
      if (mistake === undefined) values[name] = value;
      else mistakes.push(`${kebabCase(name)} ${mistake}.`);
    }
  }
  const further = [...furtherMistakes(values), ...protectionMistakes(values, { format })];
  mistakes.push(...further.map(({ detail }) => detail));
  if (mistakes.length > 0)
    throw new AppError("request", "invalid_arguments", [...new Set(mistakes)].join("\n"));
  const { openPassword, ownerPassword, ...options } = values as ConversionOptions & ResultPasswords;
  const resultPasswords = {
    ...(openPassword !== undefined && { openPassword }),
    ...(ownerPassword !== undefined && { ownerPassword }),
  };
  return { options, resultPasswords: Object.keys(resultPasswords).length > 0 ? resultPasswords : undefined };
}

/** `singlePageSheets` → `single-page-sheets`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function valueFrom(text: string, schema: OptionSchema): { value?: unknown; mistake?: string } {
  if (schema.type === "boolean") {
    return ["true", "false"].includes(text)
      ? { value: text === "true" }
      : { mistake: "must be true or false" };
  }
  if (schema.type === "integer" || schema.type === "number") return numberOf(text, schema);
  const { enum: allowed, pattern, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (allowed !== undefined && !allowed.includes(text))
    return { mistake: `must be one of ${allowed.join(", ")}` };
  if (pattern !== undefined && !new RegExp(pattern, "u").test(text))
    return { mistake: `cannot be that: ${schema.description}` };
  return text.length > maxLength ? { mistake: `has at most ${maxLength} characters` } : { value: text };
}

function numberOf(
  text: string,
  { type, minimum, maximum }: OptionSchema,
): { value?: number; mistake?: string } {
  const value = Number(text);
  const isNumber =
    text.trim() !== "" && (type === "integer" ? Number.isInteger(value) : Number.isFinite(value));
  if (!isNumber) return { mistake: `must be ${type === "integer" ? "a whole number" : "a number"}` };
  const isLow = minimum !== undefined && value < minimum;
  const isHigh = maximum !== undefined && value > maximum;
  return isLow || isHigh ? { mistake: `must be from ${minimum} to ${maximum}` } : { value };
}

import type { SettingSchema } from "./setting.ts";

/** What a setting may be, in words, as the end of a sentence that begins with "allowed is". */
export function allowedValues(schema: SettingSchema): string {
  if (schema.enum) return oneOf(schema.enum);
  if (schema.const !== undefined) return String(schema.const);
  if (schema.anyOf?.every((part) => part.const !== undefined))
    return oneOf(schema.anyOf.map((part) => part.const));
  if (schema.anyOf) return schema.anyOf.map(allowedValues).join(" or ");
  if (schema.type === "integer") return `a whole number${rangeOf(schema)}`;
  if (schema.type === "number") return `a number${rangeOf(schema)}`;
  if (schema.type === "boolean") return "true or false";
  if (schema.pattern !== undefined) return `text of the form ${schema.pattern}`;
  return schema.minLength ? "any text, but not none" : "any text";
}

function oneOf(values: readonly unknown[]): string {
  if (values.length === 1) return `only ${values[0]}`;
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

function rangeOf({ minimum, maximum }: SettingSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of ${minimum} or more`;
  return maximum === undefined ? "" : ` of ${maximum} or less`;
}

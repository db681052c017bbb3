import type { FastifySchemaValidationError } from "fastify";
import { InvalidValueError, type ValueMistake } from "./invalid-value-error.ts";

/** What the validator found wrong, each mistake with the place and a sentence that says what is allowed. */
export function mistakesOfValidation(errors: readonly FastifySchemaValidationError[]): InvalidValueError {
  return new InvalidValueError(errors.map(mistakeOf));
}

function mistakeOf({ keyword, instancePath, params, message }: FastifySchemaValidationError): ValueMistake {
  const named = params as {
    missingProperty?: string;
    additionalProperty?: string;
    allowedValues?: unknown[];
  };
  const inner = named.missingProperty ?? named.additionalProperty;
  const name = inner ?? instancePath.slice(1).replaceAll("/", ".");
  const pointer = `#${instancePath}${inner === undefined ? "" : `/${encodeURIComponent(inner)}`}`;
  if (keyword === "required") return { pointer, detail: `${name} is missing.` };
  if (keyword === "additionalProperties") return { pointer, detail: `There is no field ${shorten(name)}.` };
  if (named.allowedValues) return { pointer, detail: `${name} must be ${named.allowedValues.join(", ")}.` };
  return { pointer, detail: `${name} ${message ?? "is not allowed"}.` };
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

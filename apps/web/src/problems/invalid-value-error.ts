import { AppError } from "@platen/core";

export interface ValueMistake {
  /** A JSON pointer in the form of a URI fragment, as in RFC 9457: `#/pages`. */
  readonly pointer: string;
  readonly detail: string;
}

/** One or several values of a request are not allowed; all of them are told at once. */
export class InvalidValueError extends AppError {
  readonly mistakes: readonly ValueMistake[];

  constructor(mistakes: readonly ValueMistake[]) {
    super("request", "invalid_value", mistakes.map(({ detail }) => detail).join(" "));
    this.mistakes = mistakes;
  }
}

export function invalidValue(field: string, detail: string): InvalidValueError {
  return new InvalidValueError([{ pointer: `#/${pointerPart(field)}`, detail }]);
}

function pointerPart(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** Who can put it right; every reaction (HTTP status, retry, log level) follows from this alone. */
export type ErrorKind = "request" | "missing" | "conflict" | "document" | "unavailable";

/**
 * The one error of Platen. `code` is stable and in lower snake case, `message` tells the reader what happened and
 * what to do, and `cause` keeps the original for the log. The reader of `unavailable` is the operator: its message may
 * name paths and addresses, and no client ever gets it. Errors of libraries and processes end at their adapter
 * as one of these; anything else that is thrown is a bug.
 */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;

  constructor(kind: ErrorKind, code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.kind = kind;
    this.code = code;
  }
}

export function isAppError(error: unknown, code?: string): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

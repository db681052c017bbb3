import { AppError } from "../app-error.ts";

/** Where something stands in a list: by age, and what is of one moment by id. */
export interface Place {
  readonly createdAt: number;
  readonly id: string;
}

export function newestFirst(a: Place, b: Place): number {
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}

/** One page of what is given in any order. Fails with `request` / `invalid_cursor`. */
export function pageOf<T extends Place>(
  all: readonly T[],
  order: (a: Place, b: Place) => number,
  { limit, cursor }: { limit: number; cursor?: string },
): { shown: T[]; nextCursor: string | null } {
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const left = all.filter((each) => after === undefined || order(after, each) < 0).sort(order);
  const shown = left.slice(0, limit);
  const last = shown.at(-1);
  return { shown, nextCursor: last === undefined || left.length <= limit ? null : cursorAt(last) };
}

function cursorAt({ createdAt, id }: Place): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString("base64url");
}

function placeOf(cursor: string): Place {
  const [createdAt, id] = placeIn(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (typeof createdAt === "number" && typeof id === "string") return { createdAt, id };
  throw new AppError(
    "request",
    "invalid_cursor",
    "The cursor is not one of this list. Begin without a cursor.",
  );
}

function placeIn(text: string): unknown[] | undefined {
  try {
    const place: unknown = JSON.parse(text);
    return Array.isArray(place) ? place : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

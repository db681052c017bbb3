import type { Job } from "@platen/core";

/** By the places that the client gave them; those without one come last, in the order in which they were accepted. */
export function byPlaceInBatch(jobs: readonly Job[]): Job[] {
  const placeOf = ({ batchPosition }: Job) => batchPosition ?? Number.POSITIVE_INFINITY;
  return jobs.toSorted((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first === second ? 0 : first - second;
  });
}

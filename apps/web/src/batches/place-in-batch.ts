import type { Job } from "@platen/core";

/** By the places that the client gave them; those without one come last, in the order in which they were accepted. */
export function byPlaceInBatch<Placed extends Pick<Job, "batchPosition">>(jobs: readonly Placed[]): Placed[] {
  const placeOf = ({ batchPosition }: Placed) => batchPosition ?? Number.POSITIVE_INFINITY;
  return jobs.toSorted((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first === second ? 0 : first - second;
  });
}

import type { Census } from "./census.ts";
import { type Finding, finding } from "./experiment.ts";

/** What must hold whatever was done to an installation. */
export function nothingLost(census: Census): Finding[] {
  return [
    finding("no job is lost", census.lost === 0, census.lost),
    finding("no job is stuck", census.stuck === 0, census.stuck),
    finding("every result is whole and of its source", census.wrongResults === 0, census.wrongResults),
  ];
}

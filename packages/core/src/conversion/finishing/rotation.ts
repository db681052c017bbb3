import { pageRanges } from "./page-ranges.ts";

export const rotationPattern = `^(90|180|270)(:${pageRanges})?$`;

export interface Rotation {
  /** Clockwise. */
  readonly angle: 90 | 180 | 270;
  /** Absent: all pages. */
  readonly pages?: string;
}

/** `given` has the form of `rotationPattern`. */
export function readRotation(given: string): Rotation {
  const [angle, pages] = given.split(":");
  return { angle: Number(angle) as Rotation["angle"], ...(pages !== undefined && { pages }) };
}

import type { Picture } from "./read-ppm.ts";

/**
 * The similarity of two pictures in decibels: the peak signal-to-noise ratio over all samples of all three colours.
 * Infinity if they are equal, 0 if their sizes differ.
 */
export function signalToNoise(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 0;
  let squares = 0;
  for (let index = 0; index < one.samples.length; index += 1) {
    const difference = (one.samples[index] ?? 0) - (other.samples[index] ?? 0);
    squares += difference * difference;
  }
  return squares === 0
    ? Number.POSITIVE_INFINITY
    : 10 * Math.log10((255 * 255 * one.samples.length) / squares);
}

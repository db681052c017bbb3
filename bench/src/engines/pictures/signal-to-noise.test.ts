import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readPpm } from "./read-ppm.ts";
import { signalToNoise } from "./signal-to-noise.ts";

const ppm = (width: number, height: number, samples: readonly number[]) =>
  Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), Buffer.from(samples)]);

describe("readPpm", () => {
  it("reads size and samples, even if a sample looks like whitespace", () => {
    const { width, height, samples } = readPpm(ppm(2, 1, [32, 10, 1, 2, 3, 4]));
    assert.deepEqual([width, height, [...samples]], [2, 1, [32, 10, 1, 2, 3, 4]]);
  });

  it("refuses truncated pictures and other formats", () => {
    assert.throws(() => readPpm(ppm(2, 2, [1, 2, 3])), /not a complete PPM/);
    assert.throws(() => readPpm(Buffer.from("P5\n1 1\n255\n\0")), /not a complete PPM/);
  });
});

describe("signalToNoise", () => {
  const grey = readPpm(ppm(2, 1, [100, 100, 100, 100, 100, 100]));

  it("is infinite for equal pictures and 0 for pictures of different sizes", () => {
    assert.equal(signalToNoise(grey, grey), Number.POSITIVE_INFINITY);
    assert.equal(signalToNoise(grey, readPpm(ppm(1, 2, [...grey.samples]))), 0);
  });

  it("is 0 dB between black and white and 48 dB for one step everywhere", () => {
    const black = readPpm(ppm(1, 1, [0, 0, 0]));
    assert.equal(signalToNoise(black, readPpm(ppm(1, 1, [255, 255, 255]))), 0);
    const one = readPpm(ppm(2, 1, [101, 99, 101, 99, 101, 99]));
    assert.equal(signalToNoise(grey, one).toFixed(2), "48.13");
  });
});

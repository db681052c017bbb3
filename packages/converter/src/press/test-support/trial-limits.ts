import type { PressLimits } from "../job/press-request.ts";

/** What a document of a test may use when a trial press converts it. */
export const trialLimits: PressLimits = {
  timeoutMs: 60_000,
  maxCpuSeconds: 30,
  maxMemoryBytes: 3_221_225_472,
  maxResultBytes: 100_000_000,
};

import type { JobPolicy } from "../job/job-policy.ts";
import type { Clock } from "../seams/clock.ts";
import type { Converter } from "../seams/converter.ts";
import type { Backend } from "./backend.ts";
import type { Callbacks } from "./callback-runner.ts";

/** What a worker is made of. */
export interface WorkerParts {
  /** Tells workers apart in leases and logs. */
  readonly name: string;
  readonly backend: Backend;
  readonly converter: Converter;
  readonly policy: JobPolicy;
  readonly clock: Clock;
  /** Every conversion has a folder of its own below, removed afterwards. */
  readonly workFolder: string;
  /** See LeaseParts. */
  readonly heartbeatIntervalMs: number;
  /** Tells others of ended jobs. Without it they stay due for a worker that has it. */
  readonly callbacks?: Callbacks;
}

/** What it takes to put jobs right without converting. */
export type SweeperParts = Pick<WorkerParts, "name" | "backend" | "policy" | "clock" | "callbacks">;

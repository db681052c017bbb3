import type { Experiment } from "../experiment.ts";
import { diskFull } from "./disk-full.ts";
import { drain } from "./drain.ts";
import { fair } from "./fair.ts";
import { killWorkers } from "./kill-workers.ts";
import { poison } from "./poison.ts";
import { powerCut } from "./power-cut.ts";
import { zombie } from "./zombie.ts";

export const experiments: readonly Experiment[] = [
  killWorkers,
  drain,
  zombie,
  powerCut,
  diskFull,
  poison,
  fair,
];

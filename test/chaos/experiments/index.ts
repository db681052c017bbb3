import type { Experiment } from "../experiment.ts";
import { fair } from "./fair.ts";
import { killWorkers } from "./kill-workers.ts";
import { poison } from "./poison.ts";
import { zombie } from "./zombie.ts";

export const experiments: readonly Experiment[] = [killWorkers, zombie, poison, fair];

import type { Experiment } from "../experiment.ts";
import { diskFull } from "./disk-full.ts";
import { drain } from "./drain.ts";
import { fair } from "./fair.ts";
import { killWeb } from "./kill-web.ts";
import { killWorkers } from "./kill-workers.ts";
import { killWorkersReal } from "./kill-workers-real.ts";
import { lostAnswers } from "./lost-answers.ts";
import { outage } from "./outage.ts";
import { poison } from "./poison.ts";
import { powerCut } from "./power-cut.ts";
import { webhooks } from "./webhooks.ts";
import { zombie } from "./zombie.ts";

export const experiments: readonly Experiment[] = [
  killWorkers,
  killWorkersReal,
  killWeb,
  drain,
  zombie,
  outage,
  lostAnswers,
  diskFull,
  powerCut,
  poison,
  fair,
  webhooks,
];

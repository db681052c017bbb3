import { type ConverterDescription, failureOf } from "@platen/core";
import type { Engine, EngineResult, EngineTask } from "../engine.ts";
import { countOomKills } from "../memory/oom-kills.ts";
import { assertRoomIn } from "../work-folder-full.ts";
import { fidelityWarnings } from "./job/fidelity-warnings.ts";
import { allLeftByChild, leftByChild, resultPrefix } from "./job/job-folder.ts";
import { LoadingProgress } from "./job/loading-progress.ts";
import { isMistaken } from "./job/mistaken-kind.ts";
import { engineFault, failureOfEnd, isEngineFault, knownEnd } from "./job/press-failure.ts";
import { type PressJob, preparePressJob } from "./job/press-job.ts";
import type { PressLimits } from "./job/press-request.ts";
import { runRequest } from "./job/run-request.ts";
import type { PressEnd } from "./process/press-message.ts";
import type { TemplateProcess } from "./process/template-process.ts";
import type { TemplateSupervisor } from "./process/template-supervisor.ts";

export interface PressSettings {
  readonly supervisor: TemplateSupervisor;
  /** Why this engine was chosen, for `describe`. */
  readonly reason: string;
  readonly limits: PressLimits;
  /** Called once at the end, to remove what the template process left on the disk. */
  readonly cleanUp: () => Promise<void>;
}

const canceled = { ok: false, failure: failureOf("canceled") } as const;

/** One warm LibreOffice, and for every document a copy of it that is jailed before it sees the document. */
export class PressEngine implements Engine {
  readonly #settings: PressSettings;

  constructor(settings: PressSettings) {
    this.#settings = settings;
  }

  get label(): string {
    return `press/${this.#settings.supervisor.ready.libreOffice}`;
  }

  async run(task: EngineTask): Promise<EngineResult> {
    const { supervisor } = this.#settings;
    const held = await supervisor.template(task.signal);
    if (held === undefined) return canceled;
    let gone: Promise<void> = Promise.resolve();
    try {
      return await this.#runOn(held.template, task, (run) => {
        gone = run;
      });
    } finally {
      void gone.then(held.release);
    }
  }

  /** `keep` is told when no process of the run is left. */
  async #runOn(
    template: TemplateProcess,
    task: EngineTask,
    keep: (gone: Promise<void>) => void,
  ): Promise<EngineResult> {
    const { limits } = this.#settings;
    const { inspection, signal, slot } = task;
    const job = await preparePressJob(task, {
      writeText: (input) => inspection.writeText(input, signal),
      userId: template.userIdOf(slot),
      limits,
    });
    if ("failure" in job) return { ok: false, failure: job.failure };
    const progress = new LoadingProgress(task.onProgress);
    const oomKills = await countOomKills();
    const run = runRequest(
      template,
      { ...job.pressRequest, slot },
      { signal, onMessage: (message) => progress.receive(message) },
    );
    task.keepSlotFor(run.gone);
    keep(run.gone);
    const end = await knownEnd(await run.end, oomKills);
    if (signal.aborted) return canceled;
    if (isEngineFault(end)) throw engineFault(end);
    if (end.outcome !== "converted") return failedRun(task, end);
    return isMistaken(task.facts, end) ? mistaken(end) : resultOf(task, job, end);
  }

  describe(): ConverterDescription {
    const { layers, missing, libreOffice } = this.#settings.supervisor.ready;
    return {
      engine: "press",
      libreOfficeVersion: libreOffice,
      reason: this.#settings.reason,
      layers,
      missingLayers: missing,
    };
  }

  /** Fails while the press is being restarted. */
  async ping(): Promise<void> {
    this.#settings.supervisor.assertRunning();
  }

  async close(): Promise<void> {
    await this.#settings.supervisor.close();
    await this.#settings.cleanUp();
  }
}

async function resultOf(
  { request, output }: EngineTask,
  { folder, pressRequest }: PressJob,
  end: PressEnd,
): Promise<EngineResult> {
  const unsound = (detail: string) => ({ ...failureOf("output_invalid"), detail });
  const [path, ...more] = output.isSeveral
    ? await allLeftByChild(folder, resultPrefix)
    : await leftByChild(folder, pressRequest.result);
  if (path === undefined) return { ok: false, failure: unsound("the child left no plain file") };
  return {
    ok: true,
    paths: [path, ...more],
    warnings: (pages) => fidelityWarnings(end, pages, request.options),
    failureOf: unsound,
  };
}

function mistaken({ kind }: PressEnd): EngineResult {
  const failure = { ...failureOf("source_corrupt"), detail: `LibreOffice took it for a ${kind}` };
  return { ok: false, failure };
}

/** LibreOffice started anew opens some documents that LibreOfficeKit does not. */
async function failedRun({ request, facts, output }: EngineTask, end: PressEnd): Promise<EngineResult> {
  // A full disk makes LibreOffice fail like a document that is damaged.
  await assertRoomIn(request.folder);
  const asksForPages = output.extension === "pdf" && request.options.pages !== undefined;
  const isLocked = facts.isEncrypted && request.password !== undefined;
  const failure = failureOfEnd({ end, asksForPages, isLocked });
  const isClean = ["load_failed", "steps_failed", "save_failed"].includes(end.outcome);
  return { ok: false, failure, mayOpenElsewhere: isClean && failure.code !== "pages_out_of_range" };
}

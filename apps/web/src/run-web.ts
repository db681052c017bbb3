import { backendSettings, openBackend, policySettings } from "@platen/backend";
import { closeBackend, defaultJobPolicy, type JobPolicy, systemClock } from "@platen/core";
import { GuardedClient, outboundSettings } from "@platen/outbound";
import { logSettings, openLog, readSettings, runProgram } from "@platen/program";
import { webSettings } from "./settings.ts";
import { startWeb } from "./start-web.ts";
import { webValuesOf } from "./web-values.ts";

const declarations = {
  web: webSettings,
  backend: backendSettings,
  policy: policySettings,
  outbound: outboundSettings,
  log: logSettings,
};

export interface WebProgram {
  readonly environment: NodeJS.ProcessEnv;
  readonly isTerminal: boolean;
  /** What differs from the settings: tests have other clocks. */
  readonly policy?: Partial<JobPolicy>;
}

/** The web app as a program of its own, beside workers that share its backend. */
export async function runWeb({ environment, isTerminal, policy: changes }: WebProgram): Promise<void> {
  await runProgram(async () => {
    const settings = readSettings(declarations, environment);
    webValuesOf(settings.web); // complains before anything is opened
    const log = await openLog(settings.log.level, isTerminal);
    const policy = { ...defaultJobPolicy, ...settings.policy, ...changes };
    const backend = await openBackend(settings.backend, { visibilityMs: policy.leaseMs });
    try {
      const outbound = new GuardedClient(settings.outbound);
      const parts = { backend, policy, clock: systemClock, logger: log, outbound };
      const web = await startWeb(settings.web, parts);
      log.info({ url: web.url }, "the page is open");
      const stop = async () => {
        await web.close();
        await closeBackend(backend);
      };
      return { log, stop, stopWithinMs: settings.web.stopMs };
    } catch (error) {
      await closeBackend(backend);
      throw error;
    }
  });
}

import { backendSettings, jobPolicyOf, openBackend, policySettings } from "@platen/backend";
import { closeBackend, systemClock } from "@platen/core";
import { logSettings, openLog, readSettings, runProgram } from "@platen/program";
import { webSettings, webValuesOf } from "./settings.ts";
import { startWeb } from "./start-web.ts";

const properties = { ...webSettings, ...logSettings, ...backendSettings, ...policySettings };

/** The web app as a program of its own, beside workers that share its backend. */
export async function runWeb(environment: NodeJS.ProcessEnv, isTerminal: boolean): Promise<void> {
  await runProgram(async () => {
    const settings = readSettings(properties, environment);
    webValuesOf(settings); // complains before anything is opened
    const log = await openLog(settings.LOG_LEVEL, isTerminal);
    const policy = jobPolicyOf(settings);
    const backend = await openBackend(settings, { visibilityMs: policy.leaseMs });
    try {
      const web = await startWeb(settings, { backend, policy, clock: systemClock, logger: log });
      log.info({ url: web.url }, "the page is open");
      const stop = async () => {
        await web.close();
        await closeBackend(backend);
      };
      return { log, stop, stopWithinMs: settings.STOP_WEB_MS };
    } catch (error) {
      await closeBackend(backend);
      throw error;
    }
  });
}

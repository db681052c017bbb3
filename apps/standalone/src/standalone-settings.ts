import { backendSettings, policySettings } from "@platen/backend";
import { converterSettings } from "@platen/converter";
import { outboundSettings } from "@platen/outbound";
import { logSettings } from "@platen/program";
import { webSettings } from "@platen/web";
import { workerSettings } from "@platen/worker";

/** Every setting of the web app and the worker, each under the same name as in a process of its own. */
export const standaloneSettings = {
  web: webSettings,
  worker: workerSettings,
  converter: converterSettings,
  backend: backendSettings,
  policy: policySettings,
  outbound: outboundSettings,
  log: logSettings,
};

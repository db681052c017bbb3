import { standaloneSettings } from "../../apps/standalone/src/standalone-settings.ts";
import { webSettings } from "../../apps/web/src/settings.ts";
import { monitorSettings, workerSettings } from "../../apps/worker/src/worker-settings.ts";
import { backendSettings } from "../../packages/backend/src/backend-settings.ts";
import { policySettings } from "../../packages/backend/src/policy-settings.ts";
import { converterSettings } from "../../packages/converter/src/converter-settings.ts";
import { outboundSettings } from "../../packages/outbound/src/outbound-settings.ts";
import { logSettings } from "../../packages/program/src/log-settings.ts";
import { type Setting, settingsIn } from "../../packages/program/src/setting.ts";

export interface SettingsGroup {
  readonly title: string;
  readonly settings: readonly Setting[];
}

const groups = {
  "Web app": { webSettings },
  Worker: { workerSettings, monitorSettings },
  Converting: { converterSettings },
  "Where jobs and files live; the same for all programs of one installation": { backendSettings },
  "Addresses that clients name; the same for all programs of one installation": { outboundSettings },
  "A job's clocks and budgets; the same for all programs of one installation": { policySettings },
  Log: { logSettings },
};

/** Every setting once, in the order in which a reader looks for them. */
export const settingsGroups: SettingsGroup[] = Object.entries(groups).map(([title, declarations]) => ({
  title,
  settings: settingsIn(declarations),
}));

/** A setting that a program reads and no group shows. */
export function ungroupedSettings(): string[] {
  const grouped = settingsGroups.flatMap(({ settings }) => settings.map(({ variable }) => variable));
  const read = settingsIn(standaloneSettings).map(({ variable }) => variable);
  return read.filter((variable) => !grouped.includes(variable));
}

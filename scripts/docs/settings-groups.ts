import { standaloneSettings } from "../../apps/standalone/src/standalone-settings.ts";
import { webSettings } from "../../apps/web/src/settings.ts";
import { workerMonitorSettings, workerSettings } from "../../apps/worker/src/worker-settings.ts";
import { backendSettings } from "../../packages/backend/src/backend-settings.ts";
import { policySettings } from "../../packages/backend/src/policy-settings.ts";
import { converterSettings } from "../../packages/converter/src/converter-settings.ts";
import type { SettingSchema } from "../../packages/program/src/allowed-values.ts";
import { logSettings } from "../../packages/program/src/log-settings.ts";

/** What the tables need of a setting's schema; TypeBox has it, but its types do not tell. */
export interface DescribedSetting extends SettingSchema {
  readonly default?: unknown;
  readonly description?: string;
}

export interface SettingsGroup {
  readonly title: string;
  readonly settings: Readonly<Record<string, DescribedSetting>>;
}

const groups: Record<string, object> = {
  "Web app": webSettings,
  Worker: { ...workerSettings, ...workerMonitorSettings },
  Converting: converterSettings,
  "Where jobs and files live; the same for all programs of one installation": backendSettings,
  "A job's clocks and budgets; the same for all programs of one installation": policySettings,
  Log: logSettings,
};

/** Every setting once, in the order in which a reader looks for them. */
export const settingsGroups = Object.entries(groups).map(
  ([title, settings]) => ({ title, settings }) as SettingsGroup,
);

/** A setting that a program reads and no group shows. */
export function ungroupedSettings(): string[] {
  const grouped = settingsGroups.flatMap(({ settings }) => Object.keys(settings));
  return Object.keys(standaloneSettings).filter((name) => !grouped.includes(name));
}

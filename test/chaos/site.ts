import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendSettings, backendSettings, openBackend, readSettings } from "@platen/backend";
import { type Backend, closeBackend, defaultJobPolicy, type JobPolicy } from "@platen/core";

/** An installation made for one run and removed after it: a backend, and the settings by which programs reach it. */
export interface Site {
  readonly kind: "local" | "aws";
  readonly folder: string;
  readonly backend: Backend;
  /** For every program of the run. */
  readonly environment: Readonly<Record<string, string>>;
  readonly policy: JobPolicy;
  close(): Promise<void>;
}

/** Short clocks, so that a death costs seconds and not a minute. */
export const shortPolicy: JobPolicy = {
  ...defaultJobPolicy,
  leaseMs: 2_000,
  clockAllowanceMs: 100,
  sendGraceMs: 1_000,
  resendMs: 3_000,
  retryBaseMs: 100,
  maxLosses: 1_000,
  maxReleases: 1_000,
};

export async function openSite(
  kind: Site["kind"],
  settingsChanges: Record<string, string> = {},
): Promise<Site> {
  const policy = shortPolicy;
  const folder = await mkdtemp(join(tmpdir(), "platen-chaos-"));
  const environment: Record<string, string> = {
    BACKEND: "local",
    DATABASE_PATH: join(folder, "platen.db"),
    STORAGE_PATH: join(folder, "files"),
    ...settingsChanges,
  };
  const settings: BackendSettings = readSettings(backendSettings, environment);
  const backend = await openBackend(settings, { visibilityMs: policy.leaseMs });
  return {
    kind,
    folder,
    backend,
    environment,
    policy,
    close: async () => {
      await closeBackend(backend);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

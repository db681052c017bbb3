import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultProxy } from "@platen/aws/test-support";
import { backendSettings, openBackend } from "@platen/backend";
import { type Backend, closeBackend, defaultJobPolicy, type JobPolicy } from "@platen/core";
import { readSettings } from "@platen/program";
import { startEmulatedAws } from "./emulated-aws.ts";

/** An installation for one run, removed after it: a backend, and the settings for programs that use it. */
export interface Installation {
  readonly kind: "local" | "aws";
  readonly folder: string;
  readonly backend: Backend;
  /** For every program of the run. */
  readonly environment: Readonly<Record<string, string>>;
  readonly policy: JobPolicy;
  /** On the emulated AWS: the proxy between it and every client. */
  readonly proxy?: FaultProxy;
  close(): Promise<void>;
}

/** Short times, so that a crash costs seconds and not a minute. */
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

/** `settingsChanges` are for the local backend. */
export async function openInstallation(
  kind: Installation["kind"],
  settingsChanges: Record<string, string> = {},
): Promise<Installation> {
  const policy = shortPolicy;
  const folder = await mkdtemp(join(tmpdir(), "platen-chaos-"));
  const aws = kind === "aws" ? await startEmulatedAws() : undefined;
  const environment = aws?.environment ?? {
    BACKEND: "local",
    DATABASE_PATH: join(folder, "platen.db"),
    STORAGE_PATH: join(folder, "files"),
    ...settingsChanges,
  };
  if (aws) Object.assign(process.env, environment); // the SDK reads credentials only from there
  const { backend: settings } = readSettings({ backend: backendSettings }, environment);
  const backend = await openBackend(settings, { visibilityMs: policy.leaseMs });
  return {
    kind,
    folder,
    backend,
    environment,
    policy,
    ...(aws && { proxy: aws.proxy }),
    close: async () => {
      await closeBackend(backend);
      await aws?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

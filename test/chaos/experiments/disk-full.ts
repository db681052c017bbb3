import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TinyDisk } from "@platen/converter/tiny-disk";
import { isAppError } from "@platen/core";
import { type Experiment, type Finding, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import { type Installation, openInstallation } from "../installation.ts";
import { auditJobs } from "../job-audit.ts";
import { submit } from "../load.ts";

interface DiskLocation {
  readonly name: string;
  readonly settings: (disk: string) => Record<string, string>;
  readonly workPath?: (disk: string) => string;
  /** The error of a submission while the disk is full; undefined if submissions succeed. */
  readonly refusal?: string;
  /** The code with which the worker releases a job while the disk is full. */
  readonly release?: string;
}

const locations: readonly DiskLocation[] = [
  {
    name: "work",
    settings: () => ({}),
    workPath: (disk) => join(disk, "work"),
    release: "work_folder_full",
  },
  {
    name: "storage",
    settings: (disk) => ({ STORAGE_PATH: join(disk, "files") }),
    refusal: "file_storage_full",
    release: "file_storage_full",
  },
  {
    name: "database",
    settings: (disk) => ({ DATABASE_PATH: join(disk, "platen.db") }),
    refusal: "job_store_unavailable",
  },
];

/** Fills the disk of one of three folders while jobs run, and frees it again. */
export const diskFull: Experiment = {
  name: "disk-full",
  description:
    "The work, storage and database folders are in turn on a disk of 16 MB that is filled while jobs run, then freed.",
  backends: ["local"],
  full: { jobs: 50, faults: 3 },
  reduced: { jobs: 5, faults: 3 },
  protection: "freeing the disk: it stays full",
  run: async ({ scale, unprotected }) => {
    const findings: Finding[] = [];
    for (const location of locations) {
      const disk = await TinyDisk.mount(16);
      const installation = await openInstallation("local", location.settings(disk.path));
      try {
        findings.push(...(await fillDuring(installation, location, disk, scale.jobs, unprotected)));
      } finally {
        await installation.close();
        await disk.unmount();
      }
    }
    return { figures: { locations: locations.length, jobsEach: scale.jobs }, findings };
  },
};

async function fillDuring(
  installation: Installation,
  location: DiskLocation,
  disk: TinyDisk,
  jobs: number,
  staysFull: boolean,
): Promise<Finding[]> {
  const released = new Set<unknown>();
  const fleet = new Fleet(
    installation,
    1,
    location.workPath ? { workPath: location.workPath(disk.path) } : {},
    ({ msg, code }) => {
      if (msg === "job again") released.add(code);
    },
  );
  try {
    const ids: string[] = [];
    for (let count = 0; count < jobs; count += 1)
      ids.push((await submit(installation, { content: "platen-takes=300" })).id);
    await auditJobs(installation, ids.slice(0, 1), 60_000);
    disk.fill();
    const refusal = await submitUntilRefused(installation, ids, location.refusal === undefined ? 3 : 2_000);
    const giveUpAt = Date.now() + 30_000;
    while (location.release !== undefined && !released.has(location.release) && Date.now() < giveUpAt) {
      // On a slow machine all may have been converted before the disk was full.
      if (location.refusal === undefined)
        ids.push((await submit(installation, { content: "platen-takes=300" })).id);
      await sleep(250);
    }
    await sleep(1_000);
    if (!staysFull) disk.free();
    const audit = await auditJobs(installation, ids, staysFull ? 5_000 : 90_000);
    const after = staysFull ? undefined : (await submit(installation, { content: "after" })).id;
    const succeeded = audit.statuses.succeeded ?? 0;
    const name = (promise: string) => `${location.name}: ${promise}`;
    return [
      ...nothingLost(audit).map((found) => ({ ...found, promise: name(found.promise) })),
      finding(
        name(`a submission is refused with ${location.refusal ?? "nothing"}`),
        refusal === location.refusal,
        refusal ?? "nothing",
      ),
      ...(location.release === undefined
        ? []
        : [
            finding(
              name(`a job is released with ${location.release}`),
              released.has(location.release),
              [...released].join(", "),
            ),
          ]),
      finding(
        name("every job succeeds once there is space"),
        succeeded === ids.length && after !== undefined,
        succeeded,
      ),
    ];
  } finally {
    await fleet.close();
  }
}

async function submitUntilRefused(
  installation: Installation,
  ids: string[],
  tries: number,
): Promise<string | undefined> {
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      ids.push((await submit(installation, { content: "platen-takes=1" })).id);
    } catch (error) {
      if (isAppError(error)) return error.code;
      throw error;
    }
  }
  return undefined;
}

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "@platen/core";
import { takeCensus } from "../census.ts";
import { type Experiment, type Finding, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import { submit } from "../load.ts";
import { openSite, type Site } from "../site.ts";
import { TinyDisk } from "../tiny-disk.ts";

interface Place {
  readonly name: string;
  readonly settings: (disk: string) => Record<string, string>;
  readonly workPath?: (disk: string) => string;
  /** What a submit is told while the disk is full; undefined where submitting goes on. */
  readonly refusal?: string;
  /** What the worker says of a job that it cannot finish meanwhile. */
  readonly release?: string;
}

const places: readonly Place[] = [
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

/** The disk under one of three folders is filled while jobs run, and freed again. */
export const diskFull: Experiment = {
  name: "disk-full",
  what: "The work, storage and database folder in turn lie on a disk of 16 MB that is filled while jobs run, then freed.",
  backends: ["local"],
  full: { jobs: 50, faults: 3 },
  reduced: { jobs: 5, faults: 3 },
  protection: "the freeing: the disk stays full",
  run: async ({ scale, unprotected }) => {
    const findings: Finding[] = [];
    for (const place of places) {
      const disk = await TinyDisk.mount(16);
      const site = await openSite("local", place.settings(disk.path));
      try {
        findings.push(...(await fillDuring(site, place, disk, scale.jobs, unprotected)));
      } finally {
        await site.close();
        await disk.unmount();
      }
    }
    return { figures: { places: places.length, jobsEach: scale.jobs }, findings };
  },
};

async function fillDuring(
  site: Site,
  place: Place,
  disk: TinyDisk,
  jobs: number,
  staysFull: boolean,
): Promise<Finding[]> {
  const released = new Set<unknown>();
  const fleet = new Fleet(
    site,
    1,
    place.workPath ? { workPath: place.workPath(disk.path) } : {},
    ({ msg, code }) => {
      if (msg === "job again") released.add(code);
    },
  );
  try {
    const ids: string[] = [];
    for (let count = 0; count < jobs; count += 1)
      ids.push((await submit(site, { content: "platen-takes=300" })).id);
    await takeCensus(site, ids.slice(0, 1), 60_000);
    disk.fill();
    const refusal = await submitUntilRefused(site, ids, place.refusal === undefined ? 3 : 2_000);
    const giveUpAt = Date.now() + 30_000;
    while (place.release !== undefined && !released.has(place.release) && Date.now() < giveUpAt)
      await sleep(50);
    await sleep(1_000);
    if (!staysFull) disk.free();
    const census = await takeCensus(site, ids, staysFull ? 5_000 : 90_000);
    const after = staysFull ? undefined : (await submit(site, { content: "after" })).id;
    const succeeded = census.statuses.succeeded ?? 0;
    const name = (promise: string) => `${place.name}: ${promise}`;
    return [
      ...nothingLost(census).map((found) => ({ ...found, promise: name(found.promise) })),
      finding(
        name(`a submit is told ${place.refusal ?? "nothing"}`),
        refusal === place.refusal,
        refusal ?? "nothing",
      ),
      ...(place.release === undefined
        ? []
        : [
            finding(
              name(`a job is given back with ${place.release}`),
              released.has(place.release),
              [...released].join(", "),
            ),
          ]),
      finding(
        name("every job succeeds once there is room"),
        succeeded === ids.length && after !== undefined,
        succeeded,
      ),
    ];
  } finally {
    await fleet.close();
  }
}

async function submitUntilRefused(site: Site, ids: string[], tries: number): Promise<string | undefined> {
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      ids.push((await submit(site, { content: "platen-takes=1" })).id);
    } catch (error) {
      if (isAppError(error)) return error.code;
      throw error;
    }
  }
  return undefined;
}

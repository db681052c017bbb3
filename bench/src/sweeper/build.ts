import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { S3Client } from "@aws-sdk/client-s3";
import type { FileStorage, Job, JobStore } from "@platen/core";

const run = promisify(execFile);
const here = fileURLToPath(new URL("../../..", import.meta.url));

interface Clients {
  readonly requests: S3Client;
  readonly uploads: S3Client;
  readonly links: S3Client;
}

/** What a sweeper is made of, as a build of Platen has it. An earlier build knows no exact removal, and does nothing else. */
export interface Build {
  readonly core: typeof import("@platen/core");
  readonly contracts: typeof import("@platen/core/contracts");
  readonly DynamoJobStore: new (
    client: DynamoDBClient,
    table: string,
    options: { exactRemoval: boolean },
  ) => JobStore;
  readonly itemOf: (job: Job, writer: string, options: { exactRemoval: boolean }) => object;
  readonly S3FileStorage: new (clients: Clients, bucket: string) => FileStorage;
}

export async function openBuild(root: string = here): Promise<Build> {
  const load = (file: string) => import(pathToFileURL(path.join(root, "packages", file)).href);
  const [core, contracts, { DynamoJobStore }, { itemOf }, { S3FileStorage }] = await Promise.all([
    load("core/src/index.ts"),
    load("core/src/contracts/index.ts"),
    load("aws/src/dynamodb/dynamo-job-store.ts"),
    load("aws/src/dynamodb/job-item.ts"),
    load("aws/src/s3/s3-file-storage.ts"),
  ]);
  return { core, contracts, DynamoJobStore, itemOf, S3FileStorage };
}

/** The files of a commit in a folder of their own, with the packages that are installed here. */
export async function checkOut(commit: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "platen-build-"));
  const archive = `git -C "$0" archive "$1" packages apps | tar -x -C "$2"`;
  await run("sh", ["-c", archive, here, commit, folder]);
  const modules = path.join(here, "node_modules");
  await mkdir(path.join(folder, "node_modules", "@platen"), { recursive: true });
  for (const name of await readdir(modules))
    if (name !== "@platen") await symlink(path.join(modules, name), path.join(folder, "node_modules", name));
  for (const name of await readdir(path.join(folder, "packages")))
    await symlink(path.join(folder, "packages", name), path.join(folder, "node_modules", "@platen", name));
  return folder;
}

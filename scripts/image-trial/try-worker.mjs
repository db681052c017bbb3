import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../setup/root.mjs";
import { insideRoot, run, signalInside } from "./chroot.mjs";

/** @typedef {import("./build-image.mjs").Image} Image */
/** @typedef {{ id: string, status: string, result: unknown }} ShownJob */

const patienceMs = 120_000;

/**
 * Runs the image's own command as a container would, beside a web app of this machine with the same database and
 * files, and has it convert a deck. Fails when it does not, or does not stop on SIGTERM.
 * @param {Image} image
 * @param {string} node
 */
export async function tryWorker(image, node) {
  const shared = mkdtempSync(join(tmpdir(), "platen-image-"));
  chownSync(shared, 1000, 1000);
  chmodSync(shared, 0o777);
  const worker = spawn("unshare", containerOf(image, shared), { stdio: ["ignore", "inherit", "inherit"] });
  const web = startWeb(node, shared);
  try {
    /** @type {Promise<never>} */
    const ended = once(worker, "exit").then(([status]) => {
      throw new Error(`The worker ended at once, with ${status}.`);
    });
    const url = await web.address;
    const deck = join(image.folder, "app/packages/converter/native/build/warm-up/deck.pptx");
    const job = await Promise.race([convert(url, deck), ended]);
    console.error(`The worker's image converted a deck: ${JSON.stringify(job.result)}`);
    await stop(worker);
  } finally {
    worker.kill("SIGKILL");
    web.child.kill("SIGTERM");
    await once(web.child, "exit");
    rmSync(shared, { recursive: true, force: true });
  }
}

/**
 * Prints what converting needs, what the image has, and what a document could do there. Fails when something is missing.
 * @param {Image} image
 */
export function printDoctor({ folder, environment, workFolder }) {
  const command = "exec node apps/worker/src/doctor/main.ts";
  run(
    "unshare",
    insideRoot(folder, command, {
      ...container,
      folder: workFolder,
      environment,
      emptyFolders: ["/tmp", "/work", "/data"],
    }),
  );
}

const container = { user: "1000:1000", isReadOnly: true };

/**
 * @param {Image} image
 * @param {string} shared
 */
function containerOf({ folder, environment, command, workFolder }, shared) {
  return insideRoot(folder, `exec ${command.join(" ")}`, {
    ...container,
    folder: workFolder,
    environment: { ...environment, WORKER_SLOTS: "1" },
    emptyFolders: ["/tmp", "/work"],
    mounts: [{ from: shared, to: "/data" }],
  });
}

/**
 * @param {string} node
 * @param {string} shared
 */
function startWeb(node, shared) {
  const env = {
    PATH: process.env.PATH,
    PORT: "0",
    DATABASE_PATH: join(shared, "platen.db"),
    STORAGE_PATH: join(shared, "files"),
  };
  // As the user of the image, so that both may write what either of them made.
  const own = { env, uid: 1000, gid: 1000 };
  const main = join(root, "apps/web/src/main.ts");
  const child = spawn(node, [main], { ...own, stdio: ["ignore", "pipe", "inherit"] });
  /** @type {Promise<string>} */
  const address = new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      const url = /"url":"([^"]+)"/.exec(String(chunk))?.[1];
      if (url !== undefined) resolve(url);
    });
    child.on("exit", (status) => reject(new Error(`The web app ended with ${status}.`)));
  });
  return { child, address };
}

/**
 * @param {string} url
 * @param {string} document
 * @returns {Promise<ShownJob>}
 */
async function convert(url, document) {
  const form = new FormData();
  form.set("file", new Blob([readFileSync(document)]), "deck.pptx");
  const answer = await fetch(`${url}/v1/jobs`, { method: "POST", body: form });
  const { id } = /** @type {ShownJob} */ (await answer.json());
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await sleep(200)) {
    const job = /** @type {ShownJob} */ (await (await fetch(`${url}/v1/jobs/${id}`)).json());
    if (job.status === "succeeded") return job;
    if (!["queued", "processing"].includes(job.status))
      throw new Error(`It ended otherwise: ${JSON.stringify(job)}`);
  }
  throw new Error("The worker in the image did not convert the deck in time.");
}

/**
 * The program ends by itself.
 * @param {import("node:child_process").ChildProcess} worker
 */
async function stop(worker) {
  signalInside(worker.pid, "SIGTERM");
  const [status] = await once(worker, "exit", { signal: AbortSignal.timeout(40_000) });
  if (status !== 0) throw new Error(`The worker ended with ${status} after SIGTERM.`);
}

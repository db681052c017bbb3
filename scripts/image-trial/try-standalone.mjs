import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { insideRoot, signalInside } from "./chroot.mjs";
import { convertAll, fetchPdf, timed } from "./convert-over-http.mjs";
import { freePort } from "./free-port.mjs";

/** @typedef {import("./build-image.mjs").Image} Image */

const patienceMs = 120_000;

/**
 * Runs the image's own command as a container would, with a volume and nothing else to write but /tmp: it becomes
 * healthy, converts documents at its port, ends on SIGTERM, and a second container finds the jobs of the first in the
 * volume. Fails where one of these is not so, and says how long each took.
 * @param {Image} image
 */
export async function tryStandalone(image) {
  const volume = mkdtempSync(join(tmpdir(), "platen-volume-"));
  chownSync(volume, 1000, 1000);
  chmodSync(volume, 0o700);
  const port = await freePort();
  const place = { image, volume, port };
  try {
    const documents = join(image.folder, "app/packages/converter/native/build/warm-up");
    const job = await inContainer(place, (url) => convertAll(url, documents));
    await inContainer(place, async (url) => {
      const answer = await fetch(`${url}/v1/jobs/${job.id}`);
      const kept = /** @type {{ status: string }} */ (await answer.json());
      if (kept.status !== "succeeded") throw new Error(`The volume lost the job: ${JSON.stringify(kept)}`);
      await fetchPdf(url, job.id);
      console.error("A second container with the same volume has the job and its PDF.");
    });
  } finally {
    rmSync(volume, { recursive: true, force: true });
  }
}

/**
 * @template T
 * @param {{ image: Image, volume: string, port: number }} place
 * @param {(url: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function inContainer({ image, volume, port }, use) {
  const { folder, environment, command, workFolder, user } = image;
  if (user !== "node") throw new Error(`The image runs as ${user}.`);
  const inside = {
    folder: workFolder,
    environment: { ...environment, PORT: String(port) },
    user: "1000:1000",
    isReadOnly: true,
    emptyFolders: ["/tmp"],
    mounts: [{ from: volume, to: "/data" }],
  };
  const args = insideRoot(folder, `exec ${command.join(" ")}`, inside);
  const container = spawn("unshare", args, { stdio: ["ignore", "inherit", "inherit"] });
  /** @type {Promise<never>} */
  const ended = once(container, "exit").then(([status]) => {
    throw new Error(`The container ended by itself, with ${status}.`);
  });
  try {
    await timed("healthy", () => Promise.race([untilHealthy(image, inside), ended]));
    const result = await Promise.race([use(`http://127.0.0.1:${port}`), ended]);
    await timed("stopped", () => stop(container));
    return result;
  } finally {
    ended.catch(() => {});
    container.kill("SIGKILL");
  }
}

/**
 * The image's own look at its health, again and again until it says yes.
 * @param {Image} image
 * @param {import("./chroot.mjs").Inside} inside
 */
async function untilHealthy({ folder, healthcheck = [] }, inside) {
  const [program = "", ...words] = healthcheck.map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const args = insideRoot(folder, `exec ${program} ${words.join(" ")}`, inside);
  for (const giveUpAt = Date.now() + patienceMs; Date.now() < giveUpAt; await sleep(200))
    if (spawnSync("unshare", args, { stdio: "ignore" }).status === 0) return;
  throw new Error("The container did not become healthy.");
}

/** @param {import("node:child_process").ChildProcess} container */
async function stop(container) {
  const exit = once(container, "exit", { signal: AbortSignal.timeout(40_000) });
  signalInside(container.pid, "SIGTERM");
  const [status] = await exit;
  if (status !== 0) throw new Error(`The container ended with ${status} after SIGTERM.`);
}

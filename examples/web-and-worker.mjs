// A web app and a worker as programs of their own, on one machine:
//
//   node examples/web-and-worker.mjs
//
// What they share are settings: the same database file and the same folder for documents and results. More workers are
// more programs like the second one, each of which converts as many documents at once as WORKER_SLOTS says.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const platen = join(dirname(fileURLToPath(import.meta.url)), "..");
const shared = {
  DATABASE_PATH: join(platen, "data", "shared.db"),
  STORAGE_PATH: join(platen, "data", "shared-files"),
  // What is set outside counts.
  ...process.env,
};

/** @param {string} command */
function start(command) {
  // In a process group of its own, so that Ctrl-C reaches it through here only, once.
  const options = { cwd: platen, env: shared, detached: true };
  return spawn(process.execPath, ["scripts/run.mjs", command], { ...options, stdio: "inherit" });
}

const programs = [start("start:web"), start("start:worker")];

function stop() {
  for (const program of programs) program.kill("SIGTERM");
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, stop);
for (const program of programs) {
  program.once("exit", (status) => {
    if (status !== 0) process.exitCode = 1;
    // One without the other is no use: whoever keeps this one running starts both again.
    stop();
  });
}

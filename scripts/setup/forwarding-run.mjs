import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./root.mjs";

/**
 * One program of a command.
 * @typedef {object} Step
 * @property {string[]} args What the project's Node is to run.
 * @property {boolean} [drains] It ends its own children when it is told to stop; without, all of them are told.
 * @property {number} [limitMs] It is killed with all its children when it takes longer.
 */

/**
 * One press of Ctrl-C arrives here twice: from the terminal and from npm. It must count once, because a second one
 * makes a program end at once.
 */
const sameSignalMs = 500;

/** Node keeps what it compiled here: a third of a start's processor time. */
const compileCache = join(root, "node_modules", ".cache", "platen", "compiled");

/**
 * Runs a step to its end and returns its exit status. The step is in a process group of its own, so that it hears a
 * signal from here only, once.
 * @param {string} node
 * @param {Step} step
 * @returns {Promise<number>}
 */
export function forwardingRun(node, { args, drains = false, limitMs }) {
  const path = `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`;
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env, PATH: path };
  const child = spawn(node, args, { cwd: root, env, stdio: "inherit", detached: true });
  const heardAt = new Map();
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    const now = performance.now();
    if (now - (heardAt.get(signal) ?? -sameSignalMs) < sameSignalMs) return;
    heardAt.set(signal, now);
    tell(child.pid, signal, drains);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];
  for (const signal of signals) process.on(signal, forward);
  const timer = limitMs === undefined ? undefined : setTimeout(() => cutOff(child.pid, limitMs), limitMs);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => {
      clearTimeout(timer);
      for (const heard of signals) process.off(heard, forward);
      resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * @param {number | undefined} pid
 * @param {number} limitMs
 */
function cutOff(pid, limitMs) {
  console.error(`Killed: it took longer than ${limitMs / 60_000} minutes.`);
  tell(pid, "SIGKILL", false);
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 * @param {boolean} alone
 */
function tell(pid, signal, alone) {
  if (pid === undefined) return;
  try {
    process.kill(alone || process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

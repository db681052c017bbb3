import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { thisMachine } from "./machine.mjs";
import { root } from "./root.mjs";
import { systemParts } from "./system-parts.mjs";
import { Unable } from "./unable.mjs";

const missingPart = 3;

/**
 * Builds the native engine where that can be done; quick when nothing changed. Where it is not `required`, Platen does
 * without it and converts with the other engine.
 * @param {string} node
 * @param {"required" | "optional"} need
 */
export function buildNative(node, need) {
  const machine = thisMachine();
  if (machine.platform !== "linux" || !systemParts.compiler?.isThere(machine)) return;
  const script = join(root, "packages", "converter", "native", "build.mjs");
  if (!existsSync(script)) return;
  const { status } = spawnSync(node, [script], { cwd: root, stdio: "inherit" });
  // What is missing was told, and the jail of the other engine is built without it.
  if (status === 0 || status === missingPart) return;
  const message = "Not all of the native programs could be built; the compiler says why above.";
  if (need === "required") throw new Unable(message);
  console.error(`${message} Without the press, Platen converts with libreoffice-convert.`);
}

/**
 * Every npm script comes through here. It runs under whatever Node is installed, from 20 on, without any package:
 * first it sets up what the command needs and only that, then the project's own Node runs the command.
 */
import { join } from "node:path";
import { commands } from "./commands.mjs";
import { buildNative } from "./setup/build-native.mjs";
import { forwardingRun } from "./setup/forwarding-run.mjs";
import { giveToOwner } from "./setup/give-to-owner.mjs";
import { installPackages } from "./setup/install-packages.mjs";
import { installParts } from "./setup/install-parts.mjs";
import { installVerapdf } from "./setup/install-verapdf.mjs";
import { projectNode } from "./setup/project-node.mjs";
import { root } from "./setup/root.mjs";
import { Unable } from "./setup/unable.mjs";

const [name = "", ...args] = process.argv.slice(2);

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Unable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run() {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new Unable(`Unknown command. There are: ${Object.keys(commands).join(", ")}.`);
  installPackages();
  if (command.infra) installPackages(join(root, "infra"));
  installParts(command.parts);
  if (command.verapdf) installVerapdf();
  const node = projectNode();
  if (command.native !== undefined) buildNative(node, command.native);
  try {
    for (const step of command.steps(args)) {
      const status = await forwardingRun(node, step);
      if (status !== 0) return status;
    }
    return 0;
  } finally {
    giveToOwner();
  }
}

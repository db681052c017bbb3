#!/usr/bin/env node
import process from "node:process";

/** The oldest Node that the rest can be loaded by; so this file is all that an older one may see. */
const oldestNode = 24;

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  process.stderr.write(`platen needs Node ${oldestNode} or newer, and this is ${process.versions.node}.\n`);
  process.exitCode = 3;
} else {
  const { runCommand } = await import("./run-command.ts");
  process.exitCode = await runCommand(process.argv.slice(2), process.env);
}

import assert from "node:assert/strict";
import { it } from "node:test";
import { ownNodePath, projectNode } from "./project-node.mjs";

it("takes the project's own Node where there is one", () => {
  assert.equal(projectNode(process.execPath, "20.0.0"), process.execPath);
  assert.match(ownNodePath, /node_modules.node-[a-z0-9]+-[a-z0-9]+.bin.node$/);
});

it("takes the Node that runs where there is none of its own and that one is new enough", () => {
  for (const version of ["24.12.0", "24.13.1", "25.0.0"])
    assert.equal(projectNode("/nowhere", version), process.execPath);
});

it("says what to install where neither will do", () => {
  for (const version of ["20.11.1", "24.11.9"])
    assert.throws(() => projectNode("/nowhere", version), /needs Node 24\.12 or newer, and this is 2\d\./);
});

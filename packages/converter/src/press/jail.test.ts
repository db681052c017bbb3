import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import type { MotherProcess } from "./mother-process.ts";
import type { Probe } from "./probe-jail.ts";
import { startTrialMother } from "./trial-mother.ts";
import { type JailTrial, tryJail } from "./try-jail.ts";

const isRoot = process.getuid?.() === 0;
/** Both walls around files; a process without privileges has only the first. */
const fileLayers = ["landlock", "user-ids"];

async function trialWithout(layers: readonly string[]): Promise<JailTrial> {
  return tryJail(await findLibreOffice(), layers);
}

async function startEnforced(without: readonly string[]): Promise<MotherProcess> {
  return startTrialMother({ office: await findLibreOffice(), jail: "enforce", without });
}

function allowedOf(probes: readonly Probe[]): string[] {
  return probes.filter(({ refused }) => !refused).map(({ name }) => name);
}

/** Each layer is taken away once: what only it refuses must then be possible, or it keeps nothing. */
describe("the press's jail", { timeout: 120_000 }, () => {
  it("refuses everything that a document must not do", async () => {
    const { probes, layers, missing } = await trialWithout([]);
    assert.deepEqual(allowedOf(probes), []);
    assert.deepEqual(missing, []);
    assert.equal(layers.includes("user-ids"), isRoot);
    assert.ok(probes.length >= 19);
  });

  it("without seccomp lets a document open sockets and start processes, but still not leave its folder", async () => {
    const allowed = allowedOf((await trialWithout(["seccomp"])).probes);
    assert.deepEqual(allowed, [
      "open an IPv4 socket",
      "open an IPv6 socket",
      "open a local socket",
      "open a netlink socket",
      "send a pipe's signals to the mother",
      "start a process",
    ]);
  });

  it("without walls around files lets a document read another", async () => {
    const { probes, missing } = await trialWithout(fileLayers);
    const allowed = allowedOf(probes);
    assert.deepEqual(missing, ["landlock"]);
    assert.ok(allowed.includes("read /etc/passwd"));
    assert.equal(allowed.includes("read a neighbour's file"), true);
    assert.ok(allowed.includes("write beside a neighbour's file"));
  });

  it("with users of their own but without Landlock keeps documents and the mother apart, but not the system's files", async () => {
    if (!isRoot) return assertUserIdsNeedRoot();
    const { probes, missing, leaks } = await trialWithout(["landlock"]);
    assert.deepEqual(allowedOf(probes), ["read /etc/passwd"]);
    assert.deepEqual(leaks, []);
    assert.deepEqual(missing, []);
  });

  it("without limits lets a document take all memory and open any number of files", async () => {
    const { probes, missing } = await trialWithout(["limits"]);
    assert.deepEqual(allowedOf(probes), ["reserve 8 TB of memory", "open 1,000 files"]);
    assert.deepEqual(missing, ["limits"]);
  });

  it("without an emptied environment shows a document what LibreOffice put there", async () => {
    assert.deepEqual(allowedOf((await trialWithout(["environment"])).probes), [
      "find a secret in the environment",
    ]);
  });

  it("without closed descriptors leaves a document what the mother holds open", async () => {
    assert.deepEqual(allowedOf((await trialWithout(["descriptors"])).probes), [
      "use what the mother holds open",
    ]);
  });

  it("is enforced: without a layer the press does not start, and names the layer", async () => {
    for (const layer of ["seccomp", "limits", "environment", "descriptors"]) {
      await assert.rejects(startEnforced([layer]), (error) => {
        assert.ok(isAppError(error, "engine_unavailable"));
        assert.match(error.message, new RegExp(`\\b${layer}\\b`));
        return true;
      });
    }
    await assert.rejects(startEnforced(fileLayers), /landlock/);
  });
});

async function assertUserIdsNeedRoot(): Promise<void> {
  await assert.rejects(startEnforced(["landlock"]), /landlock/);
}

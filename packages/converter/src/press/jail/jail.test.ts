import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import type { JailChoice } from "../../jail/jail-choice.ts";
import type { Probe } from "../../jail/probes.ts";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import type { TemplateProcess } from "../process/template-process.ts";
import { startTrialTemplate } from "../process/trial-template.ts";
import { type JailTrial, tryJail } from "./try-jail.ts";

const isRoot = process.getuid?.() === 0;
/** Both walls around files; a process without privileges has only the first. */
const fileLayers = ["landlock", "user-ids"];

/** Beside a folder that stands for the data folder, which is empty again afterwards. */
async function trial(choice: JailChoice = {}): Promise<JailTrial> {
  const path = await mkdtemp(join(tmpdir(), "jail-"));
  try {
    return await tryJail(await findLibreOffice(), {
      guarded: [{ name: "the data folder", path }],
      ...choice,
    });
  } finally {
    assert.deepEqual(await readdir(path), []);
    await rm(path, { recursive: true });
  }
}

function trialWithout(layers: readonly string[]): Promise<JailTrial> {
  return trial({ without: layers });
}

async function startEnforced(without: readonly string[]): Promise<TemplateProcess> {
  return startTrialTemplate({ office: await findLibreOffice(), jail: "enforce", without });
}

function allowedOf(probes: readonly Probe[]): string[] {
  return probes.filter(({ refused }) => !refused).map(({ name }) => name);
}

/** Each layer is taken away once: what only it refuses must then be possible, or it keeps nothing. */
describe("the press's jail", { timeout: 120_000 }, () => {
  it("refuses everything that a document must not do", async () => {
    const { probes, layers, missing } = await trial();
    assert.deepEqual(allowedOf(probes), []);
    assert.deepEqual(missing, []);
    assert.equal(layers.includes("user-ids"), isRoot);
    const names = probes.map(({ name }) => name);
    for (const act of ["read", "chmod", "empty", "rename", "set the times of", "set an attribute of"]) {
      const victims = ["a neighbour's file", "the worker's file", "a file of the data folder"];
      for (const victim of victims) assert.ok(names.includes(`${act} ${victim}`), `${act} ${victim}`);
    }
    for (const act of ["signal", "change the limits of", "read the memory of"])
      for (const victim of ["a neighbour", "the worker", "the template process"])
        assert.ok(names.includes(`${act} ${victim}`), `${act} ${victim}`);
  });

  it("refuses the same with each version of Landlock, where all files are the same user's", async () => {
    for (const maxLandlockAbi of [1, 2, 3, 4, 5, 6, 7]) {
      const { probes, landlock } = await trial({ maxLandlockAbi, without: ["user-ids"] });
      assert.match(landlock, new RegExp(`^version [1-${maxLandlockAbi}]:`));
      assert.deepEqual(allowedOf(probes), [], `version ${maxLandlockAbi}`);
    }
  });

  it("without seccomp lets a document open sockets, start processes and change what is the same user's", async () => {
    const withUsers = allowedOf((await trialWithout(["seccomp"])).probes);
    const sockets = ["IPv4", "IPv6", "netlink", "local"].map(
      (kind) => `open a${/^I/.test(kind) ? "n" : ""} ${kind} socket`,
    );
    for (const name of ["start a process", "connect to a local socket", ...sockets])
      assert.ok(withUsers.includes(name), name);
    const withoutUsers = allowedOf((await trialWithout(["seccomp", "user-ids"])).probes);
    for (const act of ["chmod", "chown", "set the times of"])
      assert.ok(withoutUsers.includes(`${act} the worker's file`), act);
    assert.ok(withoutUsers.includes("change the limits of a neighbour"));
    for (const act of ["read", "empty", "rename"])
      assert.ok(!withoutUsers.includes(`${act} the worker's file`), act);
  });

  it("without walls around files lets a document read, change and move another", async () => {
    const { probes, missing } = await trialWithout(fileLayers);
    const allowed = allowedOf(probes);
    assert.deepEqual(missing, ["landlock"]);
    assert.ok(allowed.includes("read /etc/passwd"));
    for (const act of ["read", "write to", "empty", "make a file beside", "remove"])
      for (const victim of ["a neighbour's file", "a file of the data folder"])
        assert.ok(allowed.includes(`${act} ${victim}`), `${act} ${victim}`);
  });

  it("with users of their own but without Landlock keeps documents and the worker apart, but not the system's files", async () => {
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

  it("without closed descriptors leaves a document what the template process holds open", async () => {
    assert.deepEqual(allowedOf((await trialWithout(["descriptors"])).probes), [
      "use what another holds open",
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

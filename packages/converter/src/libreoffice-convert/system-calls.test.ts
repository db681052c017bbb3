import assert from "node:assert/strict";
import process from "node:process";
import { before, describe, it } from "node:test";
import type { Converter } from "@platen/core";
import { isAppError } from "@platen/core";
import { createOpenDocument, createPresentation } from "@platen/test-documents";
import { execa } from "execa";
import { saveWithOffice } from "../../test-support/save-with-office.ts";
import { convertIn, type Document } from "../contract/converting.ts";
import { findJailLauncher } from "../jail/jail-launcher.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { defaultSourceLimits } from "../preflight/source-limits.ts";
import { callsIn } from "../test-support/allowed-calls.ts";
import { fingerprint } from "../test-support/fingerprint.ts";
import { openLibreOfficeConvert } from "./open-libreoffice-convert.ts";

const password = "open sesame";
/** Without some of the calls LibreOffice does not end. */
const timeoutMs = 10_000;
const isArm = process.arch === "arm64";
const office = await findLibreOffice();
/** Debian 12's, with its C library; Debian 13's is 25.2. */
const isOld = office.version.startsWith("7.");

type Name = "a deck" | "a protected OpenDocument deck";

/** Each call of the list, and a document that does not come out as usual without it. */
const neededBy: Readonly<Record<string, Name>> = {
  execve: "a deck",
  faccessat2: "a deck",
  getcwd: "a deck",
  getdents64: "a deck",
  pipe2: "a deck",
  fcntl: "a deck",
  socket: "a deck",
  bind: "a deck",
  listen: "a deck",
  shutdown: "a deck",
  ...(isOld && {
    fdatasync: "a protected OpenDocument deck",
    [isArm ? "fchmodat" : "chmod"]: "a protected OpenDocument deck",
  }),
  ...(isArm ? { readlinkat: "a deck" } : { readlink: "a deck", arch_prctl: "a deck" }),
  ...(!isOld && { readlinkat: "a deck" }),
};

const forCiphers = "LibreOffice 7.4 opens no protected OpenDocument file without it";
/** Calls that no document proves with this LibreOffice, and why they stay. */
const neededOtherwise: Readonly<Record<string, string>> = {
  accept:
    "without it LibreOffice asks again and again, instead of waiting, whether it was started a second time",
  getuid: "part of the socket's name, by which the socket is removed",
  set_tid_address: "gives the C library the number of the main thread, by which locks know their owner",
  ...(isOld
    ? !isArm && { readlinkat: "Debian 13's C library: LibreOffice 25.2 does not start without it" }
    : { fdatasync: forCiphers, [isArm ? "fchmodat" : "chmod"]: forCiphers }),
};

describe("the system calls of LibreOffice started anew", { concurrency: 2, timeout: 240_000 }, () => {
  const sources = new Map<Name, Document>();
  const usual = new Map<Name, string>();
  before(async () => {
    const protectedDeck = await saveWithOffice(createOpenDocument({ kind: "odp", texts: ["a"] }), {
      from: "odp",
      to: "odp",
      password,
    });
    sources.set("a deck", { bytes: createPresentation({ slides: 1 }), format: "pptx" });
    sources.set("a protected OpenDocument deck", { bytes: protectedDeck, format: "odp" });
    for (const name of sources.keys()) {
      usual.set(name, await comesOut(name, [], 60_000));
      assert.match(usual.get(name) ?? "", /^converted/, name);
    }
  });

  /** The PDF without what differs each time, or the code of the failure. */
  async function comesOut(
    name: Name,
    refusedCalls: readonly string[],
    patienceMs = timeoutMs,
  ): Promise<string> {
    const source = sources.get(name);
    assert.ok(source !== undefined);
    const engine = await engineWithout(refusedCalls, patienceMs);
    try {
      return await convertIn(engine, source, { password }, async (outcome) =>
        outcome.ok ? `converted ${await fingerprint(outcome.conversion.path)}` : outcome.failure.code,
      );
    } catch (error) {
      // Without execve LibreOffice does not start.
      if (isAppError(error, "engine_unavailable")) return error.code;
      throw error;
    } finally {
      await engine.close();
    }
  }

  it("have a document or a reason for each", async () => {
    // The last two are allowed with some arguments only.
    const lists = await Promise.all((["startingCalls", "officeCalls", "ignoredCalls"] as const).map(callsIn));
    const all = [...lists.flat(), "fcntl", "socket"];
    assert.deepEqual([...Object.keys(neededBy), ...Object.keys(neededOtherwise)].toSorted(), all.toSorted());
  });

  it("are refused one by one only in trials", async () => {
    const jail = await findJailLauncher();
    assert.ok(jail !== undefined, "npm run native builds it");
    const plan = { ...JSON.parse(jail.planOf({ folder: "/tmp", own: [], slot: 0 })), refusedCalls: ["read"] };
    const { exitCode, stderr } = await execa(jail.program, [JSON.stringify(plan), "/bin/true"], {
      reject: false,
    });
    assert.equal(exitCode, 126);
    assert.match(stderr, /only in trials/);
  });

  it("make no difference where they are not on the list", async () => {
    assert.equal(await comesOut("a deck", ["connect", "rename"], 60_000), usual.get("a deck"));
  });

  for (const [call, name] of Object.entries(neededBy))
    it(`include ${call} because ${name} needs it`, async () => {
      assert.notEqual(await comesOut(name, [call]), usual.get(name));
    });
});

async function engineWithout(refusedCalls: readonly string[], limitMs: number): Promise<Converter> {
  const jail = await findJailLauncher({ refusedCalls });
  assert.ok(jail !== undefined, "npm run native builds it");
  return openLibreOfficeConvert({
    office,
    reason: "for a test",
    timeoutMs: limitMs,
    sourceLimits: defaultSourceLimits,
    officeLimits: { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 60, maxResultBytes: 1_073_741_824 },
    jail,
  });
}

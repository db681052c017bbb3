import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { SourceFormat } from "@platen/core";
import {
  createOpenDocument,
  createPresentation,
  createWordDocument,
  createWorkbook,
  truncated,
} from "@platen/test-documents";
import { saveWithOffice } from "../../../test-support/save-with-office.ts";
import { findLibreOffice } from "../../libreoffice/find-libreoffice.ts";
import { inspectSource } from "../../preflight/inspect-source.ts";
import { defaultSourceLimits } from "../../preflight/source-limits.ts";
import { engineOutputOf } from "../../targets/routes.ts";
import { callsIn } from "../../test-support/allowed-calls.ts";
import { fingerprint } from "../../test-support/fingerprint.ts";
import { preparePressJob } from "../job/press-job.ts";
import { runRequest } from "../job/run-request.ts";
import type { TemplateProcess } from "../process/template-process.ts";
import { startTrialTemplate } from "../process/trial-template.ts";
import { trialLimits } from "../test-support/trial-limits.ts";

const password = "open sesame";

interface Sample {
  readonly format: SourceFormat;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
  readonly password?: string;
  /** Broken in a way that LibreOffice mends, so nobody looks at it before. */
  readonly isBroken?: boolean;
}

const documents = {
  "a deck": { format: "pptx", make: () => createPresentation({ slides: 1 }) },
  "a text": { format: "docx", make: () => createWordDocument({ paragraphs: [{ text: "Words" }] }) },
  "a text in other scripts": {
    format: "docx",
    make: () => createWordDocument({ paragraphs: [{ text: "漢字 カナ عربي ไทย" }] }),
  },
  "a document that was cut off": {
    format: "odp",
    make: () => truncated(createOpenDocument({ kind: "odp", texts: ["a"] }), 0.9),
    isBroken: true,
  },
  "a long sheet": {
    format: "xlsx",
    make: () => createWorkbook({ rows: Array.from({ length: 3_000 }, (_, row) => [`a${row}`, row]) }),
  },
  "a protected deck": {
    format: "pptx",
    make: () => saveWithOffice(createPresentation({ slides: 1 }), { from: "pptx", to: "pptx", password }),
    password,
  },
} satisfies Record<string, Sample>;

type Name = keyof typeof documents;

const office = await findLibreOffice();
/** Debian 12's, with its C library; Debian 13's is 25.2. */
const isOld = office.version.startsWith("7.");

/** Each call of the list, and a document that comes out otherwise without it. */
const neededBy: Readonly<Record<string, Name>> = {
  newfstatat: "a deck",
  openat: "a deck",
  read: "a deck",
  pread64: "a deck",
  write: "a deck",
  pwrite64: "a deck",
  close: "a deck",
  ftruncate: "a deck",
  access: "a deck",
  mkdir: "a deck",
  mmap: "a deck",
  brk: "a text in other scripts",
  mprotect: "a long sheet",
  futex: "a deck",
  clone: "a deck",
  rseq: "a deck",
  getrandom: "a deck",
  // The password's file would stay, for the document to find.
  unlink: "a protected deck",
  // The conversion waits for the end of a thread, until its deadline.
  exit: "a long sheet",
  ...(isOld
    ? {
        fsync: "a document that was cut off",
        lseek: "a text in other scripts",
        rt_sigprocmask: "a deck",
      }
    : { fstat: "a deck" }),
};

/** What no document shows on this machine, and why it stays. */
const neededOtherwise: Readonly<Record<string, string>> = {
  ...(isOld
    ? { fstat: "Debian 13's C library: LibreOffice 25.2 opens no document without it" }
    : {
        fsync: "LibreOffice 7.4 opens no document that was cut off without it",
        lseek: "LibreOffice 7.4 finds no other fonts for a script without it",
        rt_sigprocmask: "Debian 12's C library starts no thread without it",
      }),
  fcntl: "looks at a descriptor, for the probe that a start makes; the jail's own test needs it",
  exit_group: "the end of the child",
  madvise: "gives memory back: the child would need more of it",
  munmap: "gives memory back: the child would come to its limit sooner",
  mremap: "a picture of more than a megabyte, compressed: without it zlib does that, in more time",
  gettid: "part of ending itself by the right signal, as is getpid",
  getpid: "part of ending itself by the right signal",
  tgkill: "a crash that LibreOffice calls by itself keeps the signal that the log names",
  clock_gettime: "the clock of a machine where the C library has to ask the kernel for the time",
  restart_syscall: "asked by the kernel itself, after a pause of the whole process",
};

describe("the list of system calls", { timeout: 180_000 }, () => {
  let template: TemplateProcess;
  let folder = "";
  const bytesOf = new Map<Name, Uint8Array>();
  const usual = new Map<Name, string>();
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "system-calls-"));
    template = await startTrialTemplate({ office });
    for (const name of Object.keys(documents) as Name[]) {
      bytesOf.set(name, await documents[name].make());
      usual.set(name, await comesOut(name, []));
      // LibreOffice 25.2 asks somebody before it mends a document.
      const expected = "isBroken" in documents[name] && !isOld ? /^load_failed/ : /^converted/;
      assert.match(usual.get(name) ?? "", expected, name);
    }
  });
  after(async () => {
    await template.close();
    await rm(folder, { recursive: true });
  });

  /** How a document comes out: the end of its child, its PDF without what differs each time, its picture. */
  async function comesOut(name: Name, refusedCalls: readonly string[]): Promise<string> {
    const { format, password: secret, isBroken }: Sample = documents[name];
    const own = await mkdtemp(join(folder, "one-"));
    const path = join(own, `in.${format}`);
    await writeFile(path, bytesOf.get(name) ?? "");
    const inspection = await inspectSource(
      { path, format, hasPassword: secret !== undefined },
      defaultSourceLimits,
      { opensOnePart: true, mergesParts: true, lacks: [] },
    );
    const facts =
      inspection.ok && !isBroken ? inspection.facts : { format, isEncrypted: false, warnings: [] };
    const request = { source: { path, format }, folder: own, format: "pdf" as const, options: {} };
    const output = engineOutputOf("pdf", {}, facts);
    assert.ok(output !== undefined);
    const job = await preparePressJob(
      {
        request: { ...request, ...(secret !== undefined && { password: secret }) },
        facts,
        output,
        steps: [],
      },
      {
        userId: template.userIdOf(0),
        limits: { ...trialLimits, timeoutMs: 5_000 },
        writeText: writeNone,
      },
    );
    assert.ok("pressRequest" in job);
    const end = await runRequest(
      template,
      { ...job.pressRequest, slot: 0, refusedCalls },
      { signal: new AbortController().signal, onMessage: () => undefined },
    ).end;
    const left = (await readdir(job.folder.path)).includes("password") ? "password left" : "";
    const print = await fingerprint(`${job.folder.path}/result.pdf`);
    await rm(own, { recursive: true });
    return [end.outcome, end.signal, end.replacedFonts.join(), left, print].join(" ");
  }

  it("has a document or a reason for each call", async () => {
    // Allowed with some arguments only.
    const all = [...(await callsIn("allowedCalls")), "openat", "clone", "tgkill", "fcntl"].toSorted();
    assert.deepEqual([...Object.keys(neededBy), ...Object.keys(neededOtherwise)].toSorted(), all);
  });

  it("is left out in parts by trials alone: a press for users refuses such a request", async () => {
    const press = await startTrialTemplate({ office, trial: false });
    try {
      const said: string[] = [];
      const refused = Promise.withResolvers<void>();
      const pressRequest = { command: "probe", id: "one", folder, slot: 0, refusedCalls: ["read"] };
      press.send(pressRequest, (message) => {
        said.push(message.event === "refused" ? message.reason : message.event);
        refused.resolve();
      });
      await refused.promise;
      assert.deepEqual(said, ["only_in_trials"]);
    } finally {
      await press.close();
    }
  });

  for (const [call, name] of Object.entries(neededBy))
    it(`holds ${call} because ${name} needs it`, async () => {
      assert.notEqual(await comesOut(name, [call]), usual.get(name));
    });
});

/** None of the documents is plain text. */
async function writeNone(): Promise<never> {
  throw new Error("no document of this test is written anew");
}

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { freePort } from "@platen/aws/test-support/free-ports";
import { descendantsOf } from "@platen/process";
import { execa } from "execa";
import { createPresentation, truncated } from "../documents/index.ts";
import { Installation } from "../support/installation.ts";
import { stillRunning } from "../support/processes.ts";
import type { Program } from "../support/program.ts";
import { projectFolder } from "../support/project-files.ts";
import { readPdf } from "../support/read-pdf.ts";
import { until } from "../support/until.ts";

const examples = join(projectFolder, "examples");
const clients = [
  [process.execPath, "submit-and-wait.mjs"],
  ["python3", "submit-and-wait.py"],
  ["sh", "submit-and-wait.sh"],
] as const;
const deck = createPresentation({ slides: 2 });

describe("the examples", { timeout: 240_000 }, () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-examples-"));
    await writeFile(join(folder, "two slides.pptx"), deck);
    await writeFile(join(folder, "broken.pptx"), truncated(deck, 0.5));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Runs a client as its README says. */
  async function convert([program, file]: (typeof clients)[number], url: string, source: string, key = "") {
    const target = join(folder, `${file}.pdf`);
    const env = key === "" ? {} : { PLATEN_API_KEY: key };
    const args = [join(examples, file), url, join(folder, source), target];
    const { exitCode, stderr } = await execa(program, args, { env, reject: false, timeout: 120_000 });
    return { exitCode, stderr, readPages: async () => readPdf(await readFile(target)) };
  }

  describe("that submit a document and wait", () => {
    let installation: Installation;
    let platen: Program;
    const key = "a-key-of-an-example";
    before(async () => {
      installation = await Installation.open({ API_KEYS: `ann:${key}` });
      platen = await installation.start("standalone");
    });
    after(() => installation.close());

    for (const client of clients) {
      it(`leave the PDF: ${client[1]}`, async () => {
        const { exitCode, stderr, readPages } = await convert(client, platen.url, "two slides.pptx", key);
        assert.equal(exitCode, 0, stderr);
        assert.match((await readPages()).join(" "), /Slide 1.*Slide 2/);
      });

      it(`end with 1 and the job's code when the document cannot be converted: ${client[1]}`, async () => {
        const { exitCode, stderr } = await convert(client, platen.url, "broken.pptx", key);
        assert.equal(exitCode, 1);
        assert.match(stderr, /source_corrupt: .*damaged/);
      });

      it(`end with 1 and the problem's code when they may not: ${client[1]}`, async () => {
        const { exitCode, stderr } = await convert(
          client,
          platen.url,
          "two slides.pptx",
          "a-key-that-is-wrong",
        );
        assert.equal(exitCode, 1);
        assert.match(stderr, /unauthorized/);
      });
    }
  });

  it("receive a callback once, and tell what it says", async () => {
    const installation = await Installation.open({ OUTBOUND_ALLOW: "127.0.0.1" });
    const port = await freePort();
    let receiver: ReturnType<typeof spawn> | undefined;
    try {
      const { url } = await installation.start("standalone");
      const { secret } = (await (await fetch(`${url}/v1/callback-secret`)).json()) as { secret: string };
      const file = join(examples, "webhook-receiver.mjs");
      receiver = spawn(process.execPath, [file, String(port), secret], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let output = "";
      receiver.stdout?.on("data", (chunk) => {
        output += chunk;
      });
      await until("the receiver listens", () => output.includes("listening"));
      const form = new FormData();
      form.set("file", new Blob([deck]), "two slides.pptx");
      form.set("callbackUrl", `http://127.0.0.1:${port}/`);
      const submitted = await fetch(`${url}/v1/jobs`, { method: "POST", body: form });
      const { id } = (await submitted.json()) as { id: string };
      await until("it was told", () => output.includes(`job.succeeded ${id} two slides.pdf`));
      await until("the job knows", async () => {
        const job = (await (await fetch(`${url}/v1/jobs/${id}`)).json()) as {
          callbacks: { state: string }[];
        };
        return job.callbacks[0]?.state === "delivered";
      });
    } finally {
      receiver?.kill("SIGTERM");
      await installation.close();
    }
  });

  it("run a web app and a worker that share their settings, and stop both", async () => {
    const env = {
      ...process.env,
      PLATEN_NO_INSTALL: "1",
      PORT: "0",
      DATABASE_PATH: join(folder, "shared.db"),
      STORAGE_PATH: join(folder, "shared-files"),
      WORK_PATH: join(folder, "work"),
    };
    const example = spawn(process.execPath, [join(examples, "web-and-worker.mjs")], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [example.stdout, example.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    try {
      const isReady = () => output.includes("the page is open") && output.includes("worker started");
      await until("both have started", () => isReady() || example.exitCode !== null);
      assert.equal(example.exitCode, null, output);
      const url = /"url":"([^"]+)"/.exec(output)?.[1] ?? "";
      const { exitCode, stderr, readPages } = await convert(clients[0], url, "two slides.pptx");
      assert.equal(exitCode, 0, stderr);
      assert.equal((await readPages()).length, 2);
      const all = descendantsOf(example.pid ?? 0);
      example.kill("SIGINT");
      if (example.exitCode === null) await once(example, "close");
      assert.equal(example.exitCode, 0, output);
      await until("no process is left", () => stillRunning(all).length === 0);
    } finally {
      example.kill("SIGTERM");
    }
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm, formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

describe("POST /v1/jobs", () => {
  it("accepts a document and says where its job is", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm({ filename: "señal.pptx" })) });
    assert.equal(answer.statusCode, 202, answer.body);
    const job = answer.json();
    assert.equal(answer.headers.location, `/v1/jobs/${job.id}`);
    assert.equal(answer.headers["retry-after"], "1");
    assert.match(job.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    assert.deepEqual(
      { status: job.status, filename: job.source.filename, bytes: job.source.bytes, options: job.options },
      { status: "queued", filename: "señal.pptx", bytes: officeFile().length, options: {} },
    );
    const { phase, percent, queuePosition, etaSeconds, interruption } = job.progress;
    assert.deepEqual({ phase, percent, queuePosition }, { phase: "waiting", percent: 0, queuePosition: 1 });
    assert.deepEqual([etaSeconds, interruption], [null, null]);
    assert.deepEqual(job.links, {
      self: `/v1/jobs/${job.id}`,
      result: null,
      events: `/v1/jobs/${job.id}/events`,
      cancel: `/v1/jobs/${job.id}/cancel`,
      thumbnail: null,
    });
    assert.equal((await backend.jobs.find(job.id))?.owner, "public");
  });

  it("takes several files for one job, in their order, and shows them", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const form = await formOf([
      ["file", { filename: "one.pptx", content: officeFile("1") }],
      ["merge", "true"],
      ["file", { filename: "two.docx", content: officeFile("22") }],
      ["file", { filename: "one.pptx", content: officeFile("333") }],
    ]);
    const answer = await app.inject({ url: "/v1/jobs", ...form });
    assert.equal(answer.statusCode, 202, answer.body);
    const { id, source, sources, options } = answer.json();
    assert.deepEqual(options, { merge: true });
    assert.deepEqual(source, sources[0]);
    const names = sources.map(({ filename }: { filename: string }) => filename);
    assert.deepEqual(names, ["one.pptx", "two.docx", "one.pptx"]);
    assert.equal((await backend.jobs.find(id))?.moreSources?.length, 2);
  });

  it("keeps none of several files when one of them is refused, or when they are too many", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const good = ["file", { filename: "one.pptx", content: officeFile("1") }] as const;
    const bad = ["file", { filename: "two.exe", content: "MZ" }] as const;
    const forms = [[good, good, bad], Array.from({ length: 101 }, () => good)];
    for (const entries of forms) {
      const answer = await app.inject({ url: "/v1/jobs", ...(await formOf(entries)) });
      assert.ok([415, 422].includes(answer.statusCode), answer.body);
      for await (const { key } of backend.files.list("sources", Number.MAX_SAFE_INTEGER)) assert.fail(key);
    }
  });

  it("never shows where files lie nor the password", async (test) => {
    const { app } = await newTestWeb(test);
    const form = await deckForm({ fields: { password: "open-sesame" } });
    const answer = await app.inject({ url: "/v1/jobs", ...form });
    assert.equal(answer.statusCode, 202, answer.body);
    assert.doesNotMatch(answer.body, /open-sesame|"key"|sources\/|requestHash|leaseOwner|"owner"/);
  });

  it("keeps passwords for the result beside the options, and shows none", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const fields = { openPassword: "open-sesame", ownerPassword: "owner-sesame", permissions: "print, copy" };
    const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm({ fields })) });
    assert.equal(answer.statusCode, 202, answer.body);
    const { id } = answer.json();
    for (const url of [`/v1/jobs/${id}`, "/v1/jobs"])
      assert.doesNotMatch((await app.inject({ url })).body, /sesame|[pP]assword/, url);
    const job = await backend.jobs.find(id);
    const { permissions, ...resultPasswords } = fields;
    assert.deepEqual(job?.resultPasswords, resultPasswords);
    assert.deepEqual(job?.options, { permissions: "print,copy" });
    assert.doesNotMatch(answer.body, /sesame/);
  });

  it("takes options before and after the file, as what they are", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const file = { filename: "deck.pptx", content: officeFile() };
    const form = await formOf([
      ["pages", "1-3"],
      ["tagged", "true"],
      ["file", file],
      ["pdfa", "2b"],
      ["comments", "false"],
      ["batch", "monday"],
      ["password", "s"],
    ]);
    const job = (await app.inject({ url: "/v1/jobs", ...form })).json();
    assert.deepEqual(job.options, { pages: "1-3", tagged: true, pdfa: "2b", comments: false });
    assert.equal(job.batch, "monday");
    assert.equal((await backend.jobs.find(job.id))?.password, "s");
  });

  it("answers 200 with the ended job when the client waits for it", async (test) => {
    const { app, startWorker } = await newTestWeb(test);
    await startWorker();
    const form = await deckForm({ instructions: "platen-takes=60" }, { prefer: "respond-async, wait=30" });
    const answer = await app.inject({ url: "/v1/jobs", ...form });
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.headers["preference-applied"], "wait=30");
    assert.equal(answer.headers["retry-after"], undefined);
    assert.equal(answer.json().status, "succeeded");
    assert.equal(answer.json().result.filename, "deck.pdf");
  });

  it("answers 202 when the job did not end within the wait", async (test) => {
    const { app } = await newTestWeb(test);
    const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm({}, { prefer: "wait=1" })) });
    assert.equal(answer.statusCode, 202, answer.body);
    assert.equal(answer.headers["preference-applied"], "wait=1");
    assert.equal(answer.json().status, "queued");
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm, formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

describe("A target that a document cannot become", () => {
  it("is refused at once, naming what it can become, and nothing is kept", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const deck = { filename: "deck.pptx", content: officeFile() };
    const requests = [
      { url: "/v1/jobs", ...(await deckForm({ fields: { format: "docx" } })) },
      {
        url: "/v1/jobs",
        ...(await formOf([
          ["file", deck],
          ["format", "docx"],
        ])),
      },
      { url: "/v1/convert?to=docx&filename=a.pptx", method: "POST", payload: officeFile(), headers: {} },
    ] as const;
    for (const request of requests) {
      const answer = await app.inject(request);
      assert.equal(answer.statusCode, 422, answer.body);
      const { code, detail } = answer.json();
      assert.equal(code, "unsupported_target");
      assert.match(detail, /pptx cannot become docx\. .*pdf.*odp/);
    }
    assert.deepEqual((await backend.jobs.list("public", {}, { limit: 1 })).jobs, []);
  });

  it("is told from one that nobody knows, which is a wrong value", async (test) => {
    const { app } = await newTestWeb(test);
    const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm({ fields: { format: "exe" } })) });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, "invalid_value"]);
  });
});

describe("A result that is no PDF", () => {
  it("is called by its kind, and has no pages where its kind has none", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    const answer = await web.app.inject({ url: "/v1/convert?to=odp", ...(await deckForm()) });
    assert.equal(answer.headers["content-type"], "application/vnd.oasis.opendocument.presentation");
    assert.equal(answer.headers["content-disposition"], 'attachment; filename="deck.odp"');
    const { result, format } = (await web.app.inject({ url: String(answer.headers.location) })).json();
    assert.deepEqual([format, result.filename, result.pages], ["odp", "deck.odp", null]);
  });
});

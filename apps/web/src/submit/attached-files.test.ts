import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

const deck = { filename: "deck.pptx", content: officeFile() };
const png = { filename: "logo.png", content: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") };
const note = { filename: "../../note.txt", content: "a note" };

describe("Files that come along with documents", () => {
  it("are kept with the job, count for its owner, and go with it", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const form = await formOf([
      ["file", deck],
      ["embeds", note],
      ["embeds", note],
      ["stamp", png],
    ]);
    const { id } = (await app.inject({ url: "/v1/jobs", ...form })).json();
    const job = await backend.jobs.find(id);
    assert.deepEqual(
      job?.attachedFiles?.map(({ role, filename, mediaType }) => [role, filename, mediaType]),
      [
        ["embed", "note.txt", "application/octet-stream"],
        ["embed", "note.txt", "application/octet-stream"],
        ["stamp", "logo.png", "image/png"],
      ],
    );
    assert.equal(job?.moreSourceBytes, 2 * note.content.length + png.content.length);
    await app.inject({ method: "DELETE", url: `/v1/jobs/${id}` });
    for (const { key } of job?.attachedFiles ?? []) assert.equal(await backend.files.read(key), undefined);
  });

  it("are refused with the name of their field, and nothing is kept", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const refusalOf = async (...entries: Parameters<typeof formOf>[0]) => {
      const { code, errors = [] } = (
        await app.inject({ url: "/v1/jobs", ...(await formOf([["file", deck], ...entries])) })
      ).json();
      return [code, ...errors.map(({ pointer }: { pointer: string }) => pointer)];
    };
    assert.deepEqual(await refusalOf(["stamp", note]), ["unsupported_format"]);
    assert.deepEqual(await refusalOf(["stamp", png], ["stamp", png]), ["invalid_value", "#/stamp"]);
    assert.deepEqual(await refusalOf(["stamp", png], ["stamp", "Seen"]), ["invalid_value", "#/stamp"]);
    assert.deepEqual(await refusalOf(["watermark", '{"angle":3}']), ["invalid_value", "#/watermark"]);
    assert.deepEqual(await refusalOf(["embeds", note], ["format", "png"]), ["invalid_value", "#/embeds"]);
    assert.deepEqual(await refusalOf(["embeds", note], ["pdfa", "2b"]), ["invalid_value", "#/pdfa"]);
    const metadata = '{"other.xml": {"relationship": "Data"}}';
    const unknown = await refusalOf(["embeds", note], ["embedsMetadata", metadata]);
    assert.deepEqual(unknown, ["invalid_value", "#/embedsMetadata"]);
    assert.deepEqual(await refusalOf(["other", note]), ["invalid_value", "#/other"]);
    assert.deepEqual(await Array.fromAsync(backend.files.list("sources", Number.MAX_SAFE_INTEGER)), []);
  });

  it("make a request another one under the same Idempotency-Key", async (test) => {
    const { app } = await newTestWeb(test);
    const send = async (content: string) => {
      const form = await formOf(
        [
          ["file", deck],
          ["embeds", { filename: "a.txt", content }],
        ],
        {
          "idempotency-key": "one",
        },
      );
      return (await app.inject({ url: "/v1/jobs", ...form })).statusCode;
    };
    assert.deepEqual([await send("a"), await send("a"), await send("b")], [202, 202, 422]);
  });
});

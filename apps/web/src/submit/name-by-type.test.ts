import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";
import { nameByType } from "./name-by-type.ts";

const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The beginning of a package: its first part says what it is. */
function openDocument(mediaType: string): Buffer {
  const head = Buffer.alloc(30);
  head.write("PK\u0003\u0004", "latin1");
  head.writeUInt32LE(mediaType.length, 18);
  head.writeUInt32LE(mediaType.length, 22);
  head.writeUInt16LE("mimetype".length, 26);
  return Buffer.concat([head, Buffer.from(`mimetype${mediaType}`), Buffer.alloc(4_000)]);
}

describe("the name of a file", () => {
  it("has the extension of its media type where it has none of its own", () => {
    for (const [filename, mediaType, named] of [
      ["blob", docx, "blob.docx"],
      ["", `${docx}; charset=binary`, "document.docx"],
      ["Report 1.2", "application/msword", "Report 1.2.doc"],
      ["table", "text/csv;charset=utf-8", "table.csv"],
      ["notes", "text/rtf", "notes.rtf"],
      ["deck.pptx", "text/plain", "deck.pptx"],
      ["program.exe", docx, "program.exe"],
      ["blob", "application/octet-stream", "blob"],
      ["blob", undefined, "blob"],
    ] as const)
      assert.equal(nameByType(filename, mediaType), named);
  });

  it("is that of its part's media type, or of its content, in a form of one file and of several", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const send = async (
      ...files: { filename: string; content: Uint8Array | string; mediaType?: string }[]
    ) => {
      const form = await formOf(files.map((file) => ["file", file] as const));
      const answer = await app.inject({ url: "/v1/jobs", ...form });
      assert.equal(answer.statusCode, 202, answer.body);
      const job = await backend.jobs.find(answer.json().id);
      return [job?.source, ...(job?.moreSources ?? [])].map((source) => source?.filename);
    };
    const blob = { filename: "blob", content: officeFile() };
    assert.deepEqual(await send({ ...blob, mediaType: docx }), ["blob.docx"]);
    const presentation = openDocument("application/vnd.oasis.opendocument.presentation");
    assert.deepEqual(
      await send(
        { ...blob, mediaType: "application/vnd.ms-excel" },
        { filename: "no extension", content: presentation },
        { filename: "notes", content: "{\\rtf1 a}" },
        { filename: "README", content: "plain words" },
        { filename: "deck.pptx", content: officeFile(), mediaType: docx },
      ),
      ["blob.xls", "no extension.odp", "notes.rtf", "README.txt", "deck.pptx"],
    );
  });

  it("is asked for where nothing tells what the file is", async (test) => {
    const { app } = await newTestWeb(test);
    const form = await formOf([["file", { filename: "blob", content: officeFile() }]]);
    const answer = await app.inject({ url: "/v1/jobs", ...form });
    assert.equal(answer.statusCode, 415);
    assert.match(answer.json().detail, /no extension/);
  });

  it("may be missing of a body whose type or content tells", async (test) => {
    const web = await newTestWeb(test);
    await web.startWorker();
    for (const [url, headers, payload, result] of [
      ["/v1/convert?filename=blob", { "content-type": docx }, officeFile(), "blob.pdf"],
      ["/v1/convert", { "content-type": "application/octet-stream" }, "plain words", "document.pdf"],
    ] as const) {
      const answer = await web.app.inject({ method: "POST", url, headers, payload: Buffer.from(payload) });
      assert.equal(answer.statusCode, 200, answer.body);
      assert.equal(answer.headers["content-disposition"], `attachment; filename="${result}"`);
    }
  });
});

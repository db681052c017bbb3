import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tidyOptions } from "@platen/core";
import { deckForm, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

describe("Options as people and forms write them", () => {
  it("are taken as booleans in every usual way", async (test) => {
    const { app } = await newTestWeb(test);
    for (const [given, meant] of Object.entries({ True: true, on: true, "1": true, YES: true, off: false })) {
      const form = await deckForm({ fields: { tagged: given } });
      assert.deepEqual((await app.inject({ url: "/v1/jobs", ...form })).json().options, { tagged: meant });
    }
    const inAddress = { method: "POST", payload: officeFile(), headers: { prefer: "wait=0" } } as const;
    const { statusCode } = await app.inject({
      url: "/v1/convert?filename=a.pptx&tagged=on&pages=1,%202",
      ...inAddress,
    });
    assert.equal(statusCode, 504);
  });

  it("are taken as pages with blanks", async (test) => {
    const { app } = await newTestWeb(test);
    const form = await deckForm({ fields: { pages: "1 - 3; 5" } });
    assert.deepEqual((await app.inject({ url: "/v1/jobs", ...form })).json().options, { pages: "1-3,5" });
  });

  it("are taken as paper in any case, and as margins with blanks", () => {
    assert.deepEqual(tidyOptions({ paper: "letter", margins: "20, 15" }), {
      paper: "Letter",
      margins: "20,15",
    });
  });

  it("stay as they are where they are no options, or no text", () => {
    for (const given of [{ password: "On" }, { tagged: true }, { pages: 3 }, { tagged: "perhaps" }])
      assert.deepEqual(tidyOptions(given), given);
  });
});

describe("A range of pages that ends before it begins", () => {
  it("is refused at once, beside every other mistake", async (test) => {
    const { app } = await newTestWeb(test);
    const form = await deckForm({ fields: { pages: "1,5-2", pdfa: "9z" } });
    const { code, errors } = (await app.inject({ url: "/v1/jobs", ...form })).json();
    assert.equal(code, "invalid_value");
    const pointers = errors.map(({ pointer }: { pointer: string }) => pointer);
    assert.deepEqual(pointers, ["#/pdfa", "#/pages"]);
  });

  it("is refused in JSON, too", async (test) => {
    const { app } = await newTestWeb(test);
    const payload = { uploadId: "a".repeat(22), filename: "a.pptx", options: { pages: "5-2" } };
    const { errors } = (await app.inject({ method: "POST", url: "/v1/jobs", payload })).json();
    assert.deepEqual(errors, [
      { pointer: "#/options/pages", detail: "The range 5-2 of pages ends before it begins." },
    ]);
  });
});

describe("An option whose text means more", () => {
  it("is checked at once, and may be a value in JSON", async (test) => {
    const { app } = await newTestWeb(test);
    const fields = {
      split: "2 , 5 - 4",
      watermark: '{"text":"a","size":0}',
      metadata: "[]",
      outline: "[{}]",
    };
    const form = await deckForm({ fields: { ...fields, rotate: "45" } });
    const { errors } = (await app.inject({ url: "/v1/jobs", ...form })).json();
    assert.deepEqual(errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
      ...["#/metadata", "#/outline", "#/rotate", "#/split", "#/watermark"],
    ]);
    const options = { metadata: { Title: 1 }, stamp: { text: "Seen", position: "middle" } };
    const payload = { uploadId: "a".repeat(22), filename: "a.pptx", options };
    const inJson = (await app.inject({ method: "POST", url: "/v1/jobs", payload })).json();
    assert.deepEqual(
      inJson.errors.map(({ pointer }: { pointer: string }) => pointer),
      ["#/options/stamp"],
    );
  });
});

describe("An encoding", () => {
  it("is refused at once where nobody knows it", async (test) => {
    const { app } = await newTestWeb(test);
    const encodingOf = async (encoding: string) =>
      (await app.inject({ url: "/v1/jobs", ...(await deckForm({ fields: { encoding } })) })).json();
    assert.equal((await encodingOf("Windows-1251")).options.encoding, "Windows-1251");
    const { code, errors } = await encodingOf("klingon");
    assert.deepEqual([code, errors[0].pointer], ["invalid_value", "#/encoding"]);
  });
});

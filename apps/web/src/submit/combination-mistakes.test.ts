import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

describe("Options that would make no difference", () => {
  it("are refused with what is missing, or with what they belong to", async (test) => {
    const { app } = await newTestWeb(test);
    const mistakesOf = async (fields: Record<string, string>) => {
      const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm({ fields })) });
      const errors: { pointer: string; detail: string }[] = answer.json().errors ?? [];
      return [answer.statusCode, ...errors.map(({ pointer }) => pointer)];
    };
    const secret = `whsec_${Buffer.alloc(24).toString("base64")}`;
    assert.deepEqual(await mistakesOf({ callbackSecret: secret }), [422, "#/callbackSecret"]);
    assert.deepEqual(await mistakesOf({ batchPosition: "1" }), [422, "#/batchPosition"]);
    assert.deepEqual(await mistakesOf({ splitInto: "one" }), [422, "#/splitInto"]);
    assert.deepEqual(await mistakesOf({ mergeBookmarks: "own", merge: "off" }), [422, "#/mergeBookmarks"]);
    const drawn = await mistakesOf({ format: "png", rotate: "90", split: "2", flatten: "true", pdfa: "2b" });
    assert.deepEqual(drawn, [422, "#/split", "#/rotate", "#/flatten", "#/pdfa"]);
    assert.deepEqual(
      await mistakesOf({ format: "png", flatten: "false", dpi: "100", tagged: "true" }),
      [202],
    );
    assert.deepEqual(await mistakesOf({ split: "1-2", splitInto: "one" }), [202]);
  });

  it("are refused in JSON, too", async (test) => {
    const { app } = await newTestWeb(test);
    const payload = {
      ...{ uploadId: "a".repeat(22), filename: "a.pptx", format: "png", options: { rotate: "90" } },
      callbackSecret: `whsec_${Buffer.alloc(24).toString("base64")}`,
    };
    const { errors } = (await app.inject({ method: "POST", url: "/v1/jobs", payload })).json();
    const pointers = errors.map(({ pointer }: { pointer: string }) => pointer);
    assert.deepEqual(pointers, ["#/options/rotate", "#/callbackSecret"]);
  });
});

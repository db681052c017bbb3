import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { protectionMistakes } from "@platen/core";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

const pointersOf = (options: object, format = "pdf") =>
  protectionMistakes({ ...options }, { format }).map(({ pointer }) => pointer);

describe("The protection of a result", () => {
  it("is refused together with PDF/A, and both are named", () => {
    for (const name of ["openPassword", "ownerPassword", "permissions"])
      assert.deepEqual(pointersOf({ pdfa: "2b", [name]: "print" }), ["#/pdfa", `#/${name}`]);
    const [mistake] = protectionMistakes({ pdfa: "2b", openPassword: "x", permissions: "all" }, {});
    assert.match(mistake?.detail ?? "", /leave out either pdfa or openPassword and permissions/);
  });

  it("is not the only thing that PDF/A forbids", async (test) => {
    const { app } = await newTestWeb(test);
    const form = await deckForm({ fields: { pdfa: "3b", addOriginalDocumentAsStream: "on" } });
    const { errors } = (await app.inject({ url: "/v1/jobs", ...form })).json();
    const pointers = errors.map(({ pointer }: { pointer: string }) => pointer);
    assert.deepEqual(pointers, ["#/pdfa", "#/addOriginalDocumentAsStream"]);
    const claimless = await deckForm({ fields: { verify: "on" } });
    const answer = (await app.inject({ url: "/v1/jobs", ...claimless })).json();
    assert.deepEqual(answer.errors[0].pointer, "#/verify");
  });

  it("is refused for what is no PDF, and never left out", () => {
    for (const format of ["png", "docx", "txt"])
      assert.deepEqual(pointersOf({ openPassword: "x", permissions: "none" }, format), [
        "#/openPassword",
        "#/permissions",
      ]);
  });

  it("is refused where a password would be cut off, or is the same for everyone", () => {
    assert.deepEqual(pointersOf({ openPassword: "é".repeat(64) }), ["#/openPassword"]);
    assert.deepEqual(pointersOf({ openPassword: "é".repeat(63) }), []);
    assert.deepEqual(pointersOf({ openPassword: "x", ownerPassword: "x" }), ["#/ownerPassword"]);
  });

  it("is refused in forms and in JSON, before anything is stored, without a word of the password", async (test) => {
    const { app } = await newTestWeb(test);
    const refused = async (request: object) => {
      const { body } = await app.inject({ method: "POST", url: "/v1/jobs", ...request });
      assert.doesNotMatch(body, /sesame/);
      const { code, errors } = JSON.parse(body);
      return [code, errors.map(({ pointer }: { pointer: string }) => pointer)];
    };
    const openPassword = "open-sesame";
    const form = await deckForm({ fields: { format: "png", openPassword } });
    assert.deepEqual(await refused(form), ["invalid_value", ["#/openPassword"]]);
    const asked = { uploadId: "a".repeat(22), filename: "a.pptx", options: { openPassword, pdfa: "2b" } };
    assert.deepEqual(await refused({ payload: asked }), [
      "invalid_value",
      ["#/options/pdfa", "#/options/openPassword"],
    ]);
    const control = await deckForm({ fields: { openPassword: "a\u0007sesame" } });
    assert.deepEqual(await refused(control), ["invalid_value", ["#/openPassword"]]);
  });
});

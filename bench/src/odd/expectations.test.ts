import assert from "node:assert/strict";
import { it } from "node:test";
import { type ConversionOutcome, type FailureCode, failureOf } from "@platen/core";
import { parseManifest, problemOf, type Trial } from "./expectations.ts";

const converted: ConversionOutcome = {
  ok: true,
  conversion: { path: "result.pdf", format: "pdf", pages: 1, engine: "an engine", warnings: [] },
};
const failed = (code: FailureCode): ConversionOutcome => ({ ok: false, failure: failureOf(code) });
const trial: Trial = {
  format: "docx",
  bytes: 100,
  expectation: { isSound: false, password: "" },
  withoutPassword: converted,
  withPassword: undefined,
};

it("takes a PDF or a code that blames the document where no manifest says more", () => {
  for (const code of [
    "source_corrupt",
    "source_too_complex",
    "unsupported_format",
    "resource_limit",
  ] as const)
    assert.equal(problemOf({ ...trial, withoutPassword: failed(code) }), undefined, code);
  for (const code of ["engine_crashed", "output_invalid", "conversion_timeout", "unavailable"] as const)
    assert.ok(problemOf({ ...trial, withoutPassword: failed(code) }), code);
  assert.equal(problemOf(trial), undefined);
});

it("wants an empty file called empty, and a protected one protected and never damaged", () => {
  assert.ok(problemOf({ ...trial, bytes: 0 }));
  assert.equal(problemOf({ ...trial, bytes: 0, withoutPassword: failed("source_empty") }), undefined);
  const locked = { ...trial, expectation: { isSound: false, password: "sesame" } };
  assert.ok(problemOf({ ...locked, withoutPassword: failed("source_corrupt") }));
  assert.equal(problemOf({ ...locked, withoutPassword: failed("encryption_unsupported") }), undefined);
  const asked = { ...locked, withoutPassword: failed("source_encrypted") };
  assert.ok(problemOf(asked));
  assert.ok(problemOf({ ...asked, withPassword: failed("source_corrupt") }));
  assert.equal(problemOf({ ...asked, withPassword: failed("wrong_password") }), undefined);
  assert.equal(problemOf({ ...asked, withPassword: converted }), undefined);
});

it("reads a manifest whatever other columns it has, and one that has hardly any", () => {
  const full = parseManifest(
    "file\tlicence\tcategory\tpdf\tpassword\r\nodd/a.docx\tMIT\tcontrol\tyes\t\r\nb.ppt\tMIT\tpassword\tno\tp w\r\n",
  );
  assert.deepEqual(full.get("a.docx"), { isSound: true, password: "" });
  assert.deepEqual(full.get("b.ppt"), { isSound: false, password: "p w" });
  assert.deepEqual(parseManifest("file\nc.odt").get("c.odt"), { isSound: false, password: "" });
  assert.equal(parseManifest("").size, 0);
});

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import type { ConversionOptions, Converter, ResultPasswords } from "@platen/core";
import { createPresentation } from "@platen/test-documents";
import { execa } from "execa";
import { convertIn, type Document } from "./converting.ts";

const deck: Document = { bytes: createPresentation({ slides: 2 }), format: "pptx" };
const openPassword = "Señal & 東京";
const ownerPassword = "nur ich";

/** What qpdf says of a PDF that it opens with a password. */
async function encryptionSaid(path: string, password: string): Promise<string> {
  const { stdout } = await execa("qpdf", [`--password=${password}`, "--show-encryption", path]);
  return stdout;
}

async function opensWith(path: string, password: string): Promise<boolean> {
  const { exitCode } = await execa("qpdf", [`--password=${password}`, "--check", path], { reject: false });
  return exitCode === 0;
}

/** Passwords and permissions of the PDF that is made. */
export function testResultProtection(converter: () => Converter): void {
  const protectedPdf = <T>(
    resultPasswords: ResultPasswords | undefined,
    options: ConversionOptions,
    look: (path: string) => Promise<T>,
  ) =>
    convertIn(
      converter(),
      deck,
      { options, ...(resultPasswords !== undefined && { resultPasswords }) },
      async (outcome) => {
        assert.ok(outcome.ok, JSON.stringify(outcome));
        assert.equal(outcome.conversion.pages, 2, "it is looked at before it is encrypted");
        return look(outcome.conversion.path);
      },
    );

  it("encrypts the PDF with AES-256, so that only its passwords open it", async () => {
    await protectedPdf({ openPassword, ownerPassword }, { permissions: "print,copy" }, async (path) => {
      for (const wrong of ["", "signal"]) assert.equal(await opensWith(path, wrong), false);
      const opened = await encryptionSaid(path, openPassword);
      assert.match(opened, /^R = 6$/m);
      assert.match(opened, /^file encryption method: AESv3$/m);
      assert.match(opened, /^Supplied password is user password$/m);
      const owned = await encryptionSaid(path, ownerPassword);
      assert.match(owned, /^Supplied password is owner password$/m);
      assert.doesNotMatch((await readFile(path)).toString("latin1"), /Slide 1/);
    });
  });

  it("restricts what its readers may do, without a password to open it", async () => {
    await protectedPdf(undefined, { permissions: "printDraft,forms" }, async (path) => {
      const text = await encryptionSaid(path, "");
      for (const [what, isAllowed] of [
        ["print low resolution", true],
        ["print high resolution", false],
        ["extract for any purpose", false],
        ["extract for accessibility", true],
        ["modify document assembly", false],
        ["modify forms", true],
        ["modify annotations", false],
        ["modify other", false],
      ] as const)
        assert.match(text, new RegExp(`^${what}: ${isAllowed ? "allowed" : "not allowed"}$`, "m"));
    });
  });

  it("leaves a PDF alone of which nobody asks that", async () => {
    await protectedPdf(undefined, {}, async (path) => {
      assert.match(await encryptionSaid(path, ""), /not encrypted/);
    });
  });
}

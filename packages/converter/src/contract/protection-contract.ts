import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { it } from "node:test";
import type { Converter, SourceFormat } from "@platen/core";
import {
  createHiddenSheets,
  createLinkedPicture,
  createMacroSheet,
  createPresentation,
  createRichText,
  createWorkbook,
  truncated,
} from "@platen/test-documents";
import {
  createOnePart,
  withDamagedContent,
  withOtherCipher,
} from "../../test-support/encrypted-documents.ts";
import { type SaveChoice, saveWithOffice } from "../../test-support/save-with-office.ts";
import { sealed } from "../../test-support/sealed-documents.ts";
import { opensOnePart } from "../libreoffice/abilities.ts";
import { findLibreOffice } from "../libreoffice/find-libreoffice.ts";
import { convertIn, type Document, failureFor, pdfOf, textOf } from "./converting.ts";

const password = "Señal 1 & 2";

/** A document of each way in which office programs encrypt, made by LibreOffice. */
const encryptedKinds: readonly (readonly [() => Uint8Array, SaveChoice & { to: SourceFormat }])[] = [
  [() => createPresentation({ slides: 1 }), { from: "pptx", to: "pptx", password }],
  [() => createRichText(["secret"]), { from: "rtf", to: "doc", password }],
  [() => createWorkbook({ rows: [["secret", 1]] }), { from: "xlsx", to: "xls", password }],
];

/** Protected documents open with their password only, and no document reaches beyond itself. */
export function testProtection(converter: () => Converter): void {
  for (const [make, choice] of encryptedKinds) {
    it(`opens a protected ${choice.to} with its password only`, async () => {
      const bytes = await saveWithOffice(make(), choice);
      const document: Document = { bytes, format: choice.to, filename: `Letter to Ada.${choice.to}` };
      assert.equal((await failureFor(converter(), document)).code, "source_encrypted");
      const wrong = await failureFor(converter(), document, { password: "signal" });
      assert.equal(wrong.code, "wrong_password");
      assert.doesNotMatch(JSON.stringify(wrong), /Ada/); // what is said of it comes into the log
      assert.equal((await pdfOf(converter(), document, { password })).pages.length, 1);
    });
  }

  it("mends a document within its encryption, and calls it damaged only when the password was right", async () => {
    const hidden = createHiddenSheets([{ text: "shown" }, { text: "hidden", state: "hidden" }]);
    const document: Document = { bytes: sealed(hidden, password), format: "xlsx" };
    await convertIn(converter(), document, { password }, async (outcome) => {
      assert.ok(outcome.ok);
      const codes = outcome.conversion.warnings.map(({ code }) => code);
      assert.deepEqual(codes, ["sheets_hidden"]);
    });
    for (const inside of [truncated(hidden, 0.7), Buffer.from("no document")]) {
      const damaged: Document = { bytes: sealed(inside, password), format: "pptx" };
      assert.equal((await failureFor(converter(), damaged, { password })).code, "source_corrupt");
      assert.equal((await failureFor(converter(), damaged, { password: "no" })).code, "wrong_password");
    }
  });

  it("opens a protected OpenDocument, and tells damage from a wrong password where LibreOffice does not", async () => {
    const bytes = await saveWithOffice(createPresentation({ slides: 1 }), {
      from: "pptx",
      to: "odp",
      password,
    });
    assert.equal((await failureFor(converter(), { bytes, format: "odp" })).code, "source_encrypted");
    assert.equal((await pdfOf(converter(), { bytes, format: "odp" }, { password })).pages.length, 1);
    const damaged: Document = { bytes: withDamagedContent(bytes), format: "odp" };
    // What is encrypted as one part is proved by the password as a whole, so damage looks like a wrong one.
    const isOnePart = opensOnePart(await findLibreOffice());
    const ofDamage = isOnePart ? "wrong_password" : "source_corrupt";
    assert.equal((await failureFor(converter(), damaged, { password })).code, ofDamage);
    assert.equal((await failureFor(converter(), damaged, { password: "no" })).code, "wrong_password");
  });

  it("says of encryption that LibreOffice cannot open what to do, with and without a password", async () => {
    const choice = { from: "pptx", to: "pptx", password } as const;
    const bytes = withOtherCipher(await saveWithOffice(createPresentation({ slides: 1 }), choice));
    for (const options of [{}, { password }]) {
      const failure = await failureFor(converter(), { bytes, format: "pptx" }, options);
      assert.equal(failure.code, "encryption_unsupported");
      assert.match(failure.message, /Save it without a password, or with an older kind/);
    }
  });

  it("knows OpenDocument that was encrypted as one part, and whether this LibreOffice opens it", async () => {
    const { version } = await findLibreOffice();
    const expected = opensOnePart({ version }) ? "source_encrypted" : "encryption_unsupported";
    const document: Document = { bytes: createOnePart("odt"), format: "odt" };
    assert.equal((await failureFor(converter(), document)).code, expected);
  });

  it("runs no macro of a document, also where the profile's own one does something to it", async () => {
    const document: Document = { bytes: createMacroSheet("As written", "By its macro"), format: "ods" };
    for (const options of [{}, { margins: "2cm" }]) {
      const text = textOf(await pdfOf(converter(), document, { options }));
      assert.match(text, /As written/);
      assert.doesNotMatch(text, /By its macro/);
    }
  });

  it("does not mind a password that is not needed", async () => {
    const document: Document = { bytes: createPresentation({ slides: 2 }), format: "pptx" };
    assert.equal((await pdfOf(converter(), document, { password })).pages.length, 2);
  });

  it("fetches nothing from the network, whatever the document links to", async () => {
    const listener = await listen();
    try {
      const bytes = createLinkedPicture(listener.address);
      await convertIn(converter(), { bytes, format: "pptx" }, {}, async (outcome) => assert.ok(outcome.ok));
      assert.equal(listener.requests(), 0);
    } finally {
      listener.close();
    }
  });
}

export interface Listener {
  readonly address: string;
  requests(): number;
  close(): void;
}

/** Counts whoever comes. */
export async function listen(): Promise<Listener> {
  let count = 0;
  const server = createServer((_request, response) => {
    count += 1;
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    requests: () => count,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

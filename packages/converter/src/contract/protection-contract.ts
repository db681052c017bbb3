import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { it } from "node:test";
import type { Converter, SourceFormat } from "@platen/core";
import {
  createPresentation,
  createRichText,
  createWorkbook,
  presentationParts,
  type SaveChoice,
  saveWithOffice,
  zipPackage,
} from "@platen/test/documents";
import { convertIn, type Document, failureFor, pdfOf } from "./converting.ts";

const password = "Señal 1 & 2";

/** A document of each way in which office programs encrypt, made by LibreOffice. */
const encryptedKinds: readonly (readonly [() => Uint8Array, SaveChoice & { to: SourceFormat }])[] = [
  [() => createPresentation({ slides: 1 }), { from: "pptx", to: "pptx", password }],
  [() => createPresentation({ slides: 1 }), { from: "pptx", to: "odp", password }],
  [() => createRichText(["secret"]), { from: "rtf", to: "doc", password }],
  [() => createWorkbook({ rows: [["secret", 1]] }), { from: "xlsx", to: "xls", password }],
  [() => createWorkbook({ rows: [["secret", 1]] }), { from: "xlsx", to: "xlsx", password }],
];

/** Protected documents open with their password only, and no document reaches beyond itself. */
export function testProtection(converter: () => Converter): void {
  for (const [make, choice] of encryptedKinds) {
    it(`opens a protected ${choice.to} with its password only`, async () => {
      const document: Document = { bytes: await saveWithOffice(make(), choice), format: choice.to };
      assert.equal((await failureFor(converter(), document)).code, "source_encrypted");
      const wrong = await failureFor(converter(), document, { password: "signal" });
      assert.equal(wrong.code, "wrong_password");
      assert.equal((await pdfOf(converter(), document, { password })).pages.length, 1);
    });
  }

  it("does not mind a password that is not needed", async () => {
    const document: Document = { bytes: createPresentation({ slides: 2 }), format: "pptx" };
    assert.equal((await pdfOf(converter(), document, { password })).pages.length, 2);
  });

  it("fetches nothing from the network, whatever the document links to", async () => {
    const listener = await listen();
    try {
      const bytes = linkedPicture(listener.address);
      await convertIn(converter(), { bytes, format: "pptx" }, {}, async (outcome) => assert.ok(outcome.ok));
      assert.equal(listener.requests(), 0);
    } finally {
      listener.close();
    }
  });
}

/** A presentation whose picture lies at this address. */
export function linkedPicture(address: string): Uint8Array {
  const parts = presentationParts({ slides: [{ picture: new Uint8Array(1) }] });
  const relationships = String(parts["ppt/slides/_rels/slide1.xml.rels"]);
  const slide = String(parts["ppt/slides/slide1.xml"]);
  return zipPackage({
    ...parts,
    "ppt/slides/slide1.xml": slide.replace("r:embed", "r:link"),
    "ppt/slides/_rels/slide1.xml.rels": relationships.replace(
      'Target="../media/image1.png"',
      `Target="${address}/picture.png" TargetMode="External"`,
    ),
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

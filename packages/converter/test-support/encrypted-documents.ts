import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { zipPackage } from "@platen/test-documents";
import { unzipSync, zipSync } from "fflate";

/** What LibreOffice writes into Office documents, and what Office may write and LibreOffice cannot read. */
const aes128 = Buffer.from("0e66000004800000", "hex");
const aes256 = Buffer.from("1066000004800000", "hex");

/** An encrypted Office document that says of itself that it was encrypted in another way. */
export function withOtherCipher(document: Uint8Array): Uint8Array {
  const changed = Buffer.from(document);
  for (let at = changed.indexOf(aes128); at !== -1; at = changed.indexOf(aes128, at))
    aes256.copy(changed, at);
  assert.ok(!changed.equals(document), "the document is not encrypted in a known way");
  return changed;
}

/** A protected OpenDocument file that lost the end of its text, or of all that LibreOffice encrypts as one since 24.8. */
export function withDamagedContent(document: Uint8Array): Uint8Array {
  const parts = unzipSync(document);
  const name = parts["content.xml"] === undefined ? "encrypted-package" : "content.xml";
  const content = parts[name];
  assert.ok(content !== undefined);
  const damaged = Buffer.concat([content.subarray(0, -64), randomBytes(64)]);
  return zipSync({ ...parts, [name]: damaged }, { level: 0 });
}

/** OpenDocument as LibreOffice encrypts it since 24.8: one part that holds the whole package. No password opens this one. */
export function createOnePart(kind: "odt" | "ods" | "odp"): Uint8Array {
  const kinds = { odt: "text", ods: "spreadsheet", odp: "presentation" };
  const mediaType = `application/vnd.oasis.opendocument.${kinds[kind]}`;
  const salt = randomBytes(16).toString("base64");
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="encrypted-package" manifest:media-type="${mediaType}" manifest:size="5000"><manifest:encryption-data>
<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" manifest:initialisation-vector="${salt}"/>
<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256" manifest:key-size="32"/>
<manifest:key-derivation manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" manifest:key-size="32" manifest:salt="${salt}" loext:argon2-iterations="3" loext:argon2-memory="65536" loext:argon2-lanes="4"/>
</manifest:encryption-data></manifest:file-entry>
</manifest:manifest>`;
  return zipPackage({
    mimetype: mediaType,
    "encrypted-package": randomBytes(5_000),
    "META-INF/manifest.xml": manifest,
  });
}

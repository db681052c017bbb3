import { createDecipheriv, hash as digest, pbkdf2Sync } from "node:crypto";
import { decodeXml } from "../preflight/xml-prolog.ts";
import { visitStartTags } from "../preflight/xml-tags.ts";
import type { ZipArchive, ZipPart } from "../preflight/zip-archive.ts";

/** Each part has a key of its own, which takes a tenth of a second to make. */
const partsTried = 3;
const maxIterations = 1_000_000;
/** What a checksum is of: the beginning of a part as it is packed. */
const checkedBytes = 1_024;
const blockBytes = 16;
const maxManifestBytes = 4_194_304;

/** How one part is encrypted. */
interface PartLock {
  readonly part: ZipPart;
  readonly checksum: Buffer;
  readonly checksumHash: string;
  readonly startHash: string;
  readonly keyBytes: number;
  readonly iterations: number;
  readonly salt: Buffer;
  readonly start: Buffer;
}

/**
 * Whether a part of a package opens with the password; where the first does not, others may, because each has a checksum of its own.
 * Undefined where none is encrypted as LibreOffice has done it since 2011.
 */
export async function provesOpenDocument(
  archive: ZipArchive,
  password: string,
): Promise<boolean | undefined> {
  const locks = await locksOf(archive);
  if (locks.length === 0) return undefined;
  for (const lock of locks) if (await opens(archive, lock, password)) return true;
  return false;
}

async function opens(archive: ZipArchive, lock: PartLock, password: string): Promise<boolean> {
  const { part, checksum, checksumHash, startHash, keyBytes, iterations, salt, start } = lock;
  const startKey = digest(startHash, Buffer.from(password), "buffer");
  const key = pbkdf2Sync(startKey, salt, iterations, keyBytes, "sha1");
  const { bytes } = await archive.readStart({ ...part, method: 0 }, checkedBytes + blockBytes);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % blockBytes));
  const decipher = createDecipheriv(`aes-${keyBytes * 8}-cbc`, key, start).setAutoPadding(false);
  const plain = decipher.update(whole);
  const isAll = whole.length === part.packedBytes;
  const content = isAll ? plain.subarray(0, plain.length - (plain.at(-1) ?? 0)) : plain;
  return digest(checksumHash, content.subarray(0, checkedBytes), "buffer").equals(checksum);
}

async function locksOf(archive: ZipArchive): Promise<PartLock[]> {
  const manifest = archive.find("META-INF/manifest.xml");
  if (manifest === undefined) return [];
  const xml = decodeXml((await archive.readStart(manifest, maxManifestBytes)).bytes);
  const locks: PartLock[] = [];
  let values = new Map<string, string>();
  const take = () => {
    const lock = locks.length < partsTried ? lockOf(archive, values) : undefined;
    if (lock !== undefined) locks.push(lock);
    values = new Map();
  };
  visitStartTags(xml, ({ name, attribute }) => {
    if (name === "file-entry") take();
    for (const wanted of described[name] ?? []) {
      const value = attribute(wanted);
      if (value !== undefined) values.set(wanted, value);
    }
  });
  take();
  return locks;
}

/** What the elements of an entry say of its encryption, in the order in which they are read. */
const described: Readonly<Record<string, readonly string[]>> = {
  "file-entry": ["full-path"],
  "encryption-data": ["checksum-type", "checksum"],
  algorithm: ["algorithm-name", "initialisation-vector"],
  "start-key-generation": ["start-key-generation-name"],
  "key-derivation": ["key-derivation-name", "key-size", "iteration-count", "salt"],
};

function lockOf(archive: ZipArchive, values: ReadonlyMap<string, string>): PartLock | undefined {
  const value = (name: string) => values.get(name) ?? "";
  const bytes = (name: string) => Buffer.from(value(name), "base64");
  const part = archive.find(value("full-path"));
  const cipher = /#aes(128|192|256)-cbc$/.exec(value("algorithm-name"))?.[1];
  const iterations = Number(value("iteration-count"));
  const isKnown = /pbkdf2$/i.test(value("key-derivation-name")) && /-1k$/i.test(value("checksum-type"));
  const isPossible = Number.isInteger(iterations) && iterations > 0 && iterations <= maxIterations;
  const start = bytes("initialisation-vector");
  if (part === undefined || cipher === undefined || !isKnown || !isPossible || start.length !== blockBytes)
    return undefined;
  return {
    ...{
      part,
      iterations,
      start,
      salt: bytes("salt"),
      checksum: bytes("checksum"),
      keyBytes: Number(cipher) / 8,
    },
    checksumHash: hashNamed(value("checksum-type")),
    startHash: hashNamed(value("start-key-generation-name")),
  };
}

function hashNamed(name: string): string {
  return /sha-?256/i.test(name) ? "sha256" : "sha1";
}

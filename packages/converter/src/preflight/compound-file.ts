import type { FileHandle } from "node:fs/promises";

const magic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const endOfChain = 0xfffffffe;
/** From here on numbers have a meaning of their own and name no sector. */
const lastSector = 0xfffffff0;
const directoryEntryBytes = 128;
/** Streams below this size lie in small sectors, which together make up the stream of the root. */
const smallStreamBytes = 4_096;
const smallSectorBytes = 64;

export class CompoundFileDamaged extends Error {}

interface Stream {
  readonly name: string;
  readonly firstSector: number;
  readonly bytes: number;
}

export function isCompoundFile(head: Uint8Array): boolean {
  return head.length >= magic.length && magic.equals(head.subarray(0, magic.length));
}

/**
 * Reads the directory of an OLE2 compound file, the container of doc, xls and ppt, and the beginnings of its
 * streams. Chains that turn in circles or lead out of the file fail with CompoundFileDamaged.
 */
export class CompoundFile {
  readonly #file: FileHandle;
  readonly #sectorBytes: number;
  /** Where the parts of the table lie that names, for every sector, the one after it. */
  readonly #tableSectors: number[] = [];
  #streams: readonly Stream[] = [];

  private constructor(file: FileHandle, sectorBytes: number) {
    this.#file = file;
    this.#sectorBytes = sectorBytes;
  }

  static async open(file: FileHandle): Promise<CompoundFile> {
    const header = await readStart(file, 0, 512);
    if (header.length < 512) throw new CompoundFileDamaged("it ends too early");
    const shift = header.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw new CompoundFileDamaged("unknown size of sectors");
    const compound = new CompoundFile(file, 2 ** shift);
    await compound.#findTable(header);
    compound.#streams = streamsOf(await compound.#readDirectory(header.readUInt32LE(48)));
    return compound;
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** The first 64 bytes of a stream or more; undefined when there is no such stream. */
  async readStart(name: string): Promise<Buffer | undefined> {
    const stream = this.#find(name);
    if (stream === undefined) return undefined;
    if (stream.bytes >= smallStreamBytes) return this.#readSector(stream.firstSector);
    const offset = stream.firstSector * smallSectorBytes;
    let sector = this.#streams[0]?.firstSector ?? endOfChain;
    for (let passed = this.#sectorBytes; passed <= offset && isSector(sector); passed += this.#sectorBytes) {
      sector = await this.#sectorAfter(sector);
    }
    if (!isSector(sector)) throw new CompoundFileDamaged("a small stream lies outside the file");
    const start = offset % this.#sectorBytes;
    return (await this.#readSector(sector)).subarray(start, start + smallSectorBytes);
  }

  #find(name: string): Stream | undefined {
    return this.#streams.find((stream) => stream.name === name);
  }

  /** The header names the first parts of the table; sectors of their own name the others. */
  async #findTable(header: Buffer): Promise<void> {
    for (let at = 76; at < 512; at += 4) this.#tableSectors.push(header.readUInt32LE(at));
    const visited = new Set<number>();
    for (let sector = header.readUInt32LE(68); isSector(sector); ) {
      visit(visited, sector);
      const numbers = await this.#readSector(sector);
      for (let at = 0; at < numbers.length - 4; at += 4) this.#tableSectors.push(numbers.readUInt32LE(at));
      sector = numbers.readUInt32LE(numbers.length - 4);
    }
  }

  async #readDirectory(firstSector: number): Promise<Buffer> {
    const sectors: Buffer[] = [];
    const visited = new Set<number>();
    for (let sector = firstSector; isSector(sector); sector = await this.#sectorAfter(sector)) {
      visit(visited, sector);
      sectors.push(await this.#readSector(sector));
    }
    return Buffer.concat(sectors);
  }

  async #sectorAfter(sector: number): Promise<number> {
    const perSector = this.#sectorBytes / 4;
    const tableSector = this.#tableSectors[Math.floor(sector / perSector)] ?? endOfChain;
    if (!isSector(tableSector)) throw new CompoundFileDamaged("a sector has no place in the table");
    return (await this.#readSector(tableSector)).readUInt32LE((sector % perSector) * 4);
  }

  /** A whole sector; the last one of a file is often cut short, and is then filled up with zeros. */
  async #readSector(sector: number): Promise<Buffer> {
    const read = await readStart(this.#file, (sector + 1) * this.#sectorBytes, this.#sectorBytes);
    if (read.length === 0) throw new CompoundFileDamaged("it ends too early");
    return Buffer.concat([read], this.#sectorBytes);
  }
}

function isSector(number: number): boolean {
  return number < lastSector;
}

function visit(visited: Set<number>, sector: number): void {
  if (visited.has(sector)) throw new CompoundFileDamaged("its sectors run in a circle");
  visited.add(sector);
}

function streamsOf(directory: Buffer): readonly Stream[] {
  const streams: Stream[] = [];
  for (let at = 0; at + directoryEntryBytes <= directory.length; at += directoryEntryBytes) {
    const nameBytes = Math.min(directory.readUInt16LE(at + 64), 64);
    if (nameBytes < 2) continue;
    streams.push({
      name: directory.toString("utf16le", at, at + nameBytes - 2),
      firstSector: directory.readUInt32LE(at + 116),
      bytes: directory.readUInt32LE(at + 120),
    });
  }
  return streams;
}

async function readStart(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

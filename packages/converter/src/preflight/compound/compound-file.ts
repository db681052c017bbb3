import { fstatSync, readSync } from "node:fs";
import { SourceExcess } from "../source-excess.ts";
import {
  type CompoundDirectory,
  type CompoundStream,
  directoryEntryBytes,
  maxDirectoryEntries,
  readDirectory,
} from "./compound-directory.ts";

const magic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const endOfChain = 0xfffffffe;
/** From here on numbers have a meaning of their own and name no sector. */
const lastSector = 0xfffffff0;
/** Streams below this size lie in small sectors, which together make up the stream of the root. */
const smallStreamBytes = 4_096;
const smallSectorBytes = 64;

export class CompoundFileDamaged extends Error {}

export function isCompoundFile(head: Uint8Array): boolean {
  return head.length >= magic.length && magic.equals(head.subarray(0, magic.length));
}

/**
 * Reads the directory of an OLE2 compound file, the container of doc, xls and ppt, and the beginnings of its
 * streams. Chains that turn in circles or lead out of the file fail with CompoundFileDamaged, and no chain is followed
 * for more steps than the file has sectors. A directory longer than is read fails with SourceExcess.
 */
export class CompoundFile {
  readonly #descriptor: number;
  readonly #sectorBytes: number;
  readonly #sectors: number;
  /** Where the parts of the table lie that names, for every sector, the one after it. */
  readonly #tableSectors: number[] = [];
  /** The part of the table that was read last: neighbours in a chain are mostly neighbours in it. */
  #tablePart: { readonly sector: number; readonly content: Buffer } | undefined;
  #directory: CompoundDirectory = { streams: new Map(), firstSmallSector: endOfChain, namesBelow: new Set() };
  /** Beginnings of the chain of sectors in which the small ones lie, and of that of their table. */
  #smallSectors: number[] = [];
  #smallTable: number[] = [];

  private constructor(descriptor: number, sectorBytes: number) {
    this.#descriptor = descriptor;
    this.#sectorBytes = sectorBytes;
    this.#sectors = Math.ceil(fstatSync(descriptor).size / sectorBytes);
  }

  /** The caller closes `descriptor`. */
  static open(descriptor: number): CompoundFile {
    const header = readStart(descriptor, 0, 512);
    if (header.length < 512) throw new CompoundFileDamaged("it ends too early");
    const shift = header.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw new CompoundFileDamaged("unknown size of sectors");
    const compound = new CompoundFile(descriptor, 2 ** shift);
    compound.#findTable(header);
    compound.#directory = readDirectory(compound.#readEntries(header.readUInt32LE(48)));
    compound.#smallSectors = [compound.#directory.firstSmallSector];
    compound.#smallTable = [header.readUInt32LE(60)];
    return compound;
  }

  /** Whether it has a stream of this name itself. Case does not matter, as it does not to LibreOffice. */
  has(name: string): boolean {
    return this.#stream(name) !== undefined;
  }

  /** Whether there is anything of this name in it or in what is embedded. */
  hasAnywhere(name: string): boolean {
    return this.has(name) || this.#directory.namesBelow.has(name.toUpperCase());
  }

  #stream(name: string): CompoundStream | undefined {
    return this.#directory.streams.get(name.toUpperCase());
  }

  /**
   * The first `bytes` of a stream, or all of a shorter one; undefined when there is no such stream. Where its sectors
   * are damaged, what lies before: LibreOffice may still open the document.
   */
  readStart(name: string, bytes: number): Buffer | undefined {
    const stream = this.#stream(name);
    if (stream === undefined) return undefined;
    const wanted = Math.min(bytes, stream.bytes);
    const sectors: Buffer[] = [];
    try {
      for (const sector of this.#sectorsOf(stream, wanted)) sectors.push(sector);
    } catch (error) {
      if (!(error instanceof CompoundFileDamaged)) throw error;
    }
    return Buffer.concat(sectors).subarray(0, wanted);
  }

  /** What the sectors of a stream hold, one after the other. Fails with CompoundFileDamaged where they lead nowhere. */
  *sectors(name: string): Generator<Buffer> {
    const stream = this.#stream(name);
    if (stream === undefined) return;
    // A file cannot hold more, so that a chain which turns in a circle ends.
    let left = Math.min(stream.bytes, this.#sectors * this.#sectorBytes);
    for (const sector of this.#sectorsOf(stream, left)) {
      yield sector.subarray(0, left);
      left -= sector.length;
    }
  }

  *#sectorsOf({ bytes, firstSector }: CompoundStream, wanted: number): Generator<Buffer> {
    const isSmall = bytes < smallStreamBytes;
    let sector = firstSector;
    for (let read = 0; read < wanted && isSector(sector); ) {
      const content = isSmall ? this.#readSmallSector(sector) : this.#readSector(sector);
      yield content;
      read += content.length;
      if (read < wanted) sector = isSmall ? this.#smallSectorAfter(sector) : this.#sectorAfter(sector);
    }
  }

  #readSmallSector(number: number): Buffer {
    const offset = number * smallSectorBytes;
    const place = Math.floor(offset / this.#sectorBytes);
    const start = offset % this.#sectorBytes;
    return this.#readSector(this.#sectorAt(this.#smallSectors, place)).subarray(
      start,
      start + smallSectorBytes,
    );
  }

  /** Small sectors have a table of their own. */
  #smallSectorAfter(number: number): number {
    const perSector = this.#sectorBytes / 4;
    const part = this.#readSector(this.#sectorAt(this.#smallTable, Math.floor(number / perSector)));
    return part.readUInt32LE((number % perSector) * 4);
  }

  /** `chain` begins with its first sector, and is followed as far as it is needed. */
  #sectorAt(chain: number[], place: number): number {
    const outside = () => new CompoundFileDamaged("a small stream lies outside the file");
    if (place > this.#sectors) throw outside();
    for (let last = chain.at(-1) ?? endOfChain; chain.length <= place; chain.push(last)) {
      if (!isSector(last)) throw outside();
      last = this.#sectorAfter(last);
    }
    const sector = chain[place] ?? endOfChain;
    if (!isSector(sector)) throw outside();
    return sector;
  }

  /** The header names the first parts of the table; sectors of their own name the others. */
  #findTable(header: Buffer): void {
    // No file needs more to name each of its sectors.
    const needed = Math.ceil(this.#sectors / (this.#sectorBytes / 4));
    const take = (numbers: Buffer, from: number, to: number) => {
      for (let at = from; at < to && this.#tableSectors.length < needed; at += 4)
        this.#tableSectors.push(numbers.readUInt32LE(at));
    };
    take(header, 76, 512);
    const visited = new Set<number>();
    for (let sector = header.readUInt32LE(68); isSector(sector) && this.#tableSectors.length < needed; ) {
      visit(visited, sector);
      const numbers = this.#readSector(sector);
      take(numbers, 0, numbers.length - 4);
      sector = numbers.readUInt32LE(numbers.length - 4);
    }
  }

  #readEntries(firstSector: number): Buffer {
    const maxSectors = (maxDirectoryEntries * directoryEntryBytes) / this.#sectorBytes;
    const sectors: Buffer[] = [];
    const visited = new Set<number>();
    for (let sector = firstSector; isSector(sector); sector = this.#sectorAfter(sector)) {
      visit(visited, sector);
      if (sectors.length >= maxSectors)
        throw new SourceExcess(`it holds more than ${maxDirectoryEntries} streams`);
      sectors.push(this.#readSector(sector));
    }
    return Buffer.concat(sectors);
  }

  #sectorAfter(sector: number): number {
    const perSector = this.#sectorBytes / 4;
    const tableSector = this.#tableSectors[Math.floor(sector / perSector)] ?? endOfChain;
    if (!isSector(tableSector)) throw new CompoundFileDamaged("a sector has no place in the table");
    if (this.#tablePart?.sector !== tableSector) {
      this.#tablePart = { sector: tableSector, content: this.#readSector(tableSector) };
    }
    return this.#tablePart.content.readUInt32LE((sector % perSector) * 4);
  }

  /** A whole sector; the last one of a file is often cut short, and is then filled up with zeros. */
  #readSector(sector: number): Buffer {
    const read = readStart(this.#descriptor, (sector + 1) * this.#sectorBytes, this.#sectorBytes);
    if (read.length === 0) throw new CompoundFileDamaged("it ends too early");
    return read.length === this.#sectorBytes ? read : Buffer.concat([read], this.#sectorBytes);
  }
}

function isSector(number: number): boolean {
  return number < lastSector;
}

function visit(visited: Set<number>, sector: number): void {
  if (visited.has(sector)) throw new CompoundFileDamaged("its sectors run in a circle");
  visited.add(sector);
}

function readStart(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
}

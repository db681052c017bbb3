const sectorBytes = 512;
const endOfChain = 0xfffffffe;
const noSector = 0xffffffff;
const entryBytes = 128;

export interface CompoundLayout {
  /** After the root; each is a stream of this first sector and size. */
  readonly streams: readonly {
    readonly name: string;
    readonly firstSector: number;
    readonly bytes: number;
  }[];
  /** The sector after each, by number; what is not named ends a chain. */
  readonly next?: (sector: number) => number;
  /** Empty sectors behind the directory, so that chains have room. */
  readonly moreSectors?: number;
  readonly rootSector?: number;
}

/** An OLE2 compound file: a header, its table, its directory, then empty sectors. */
export function compoundBytes({ streams, next, moreSectors = 0, rootSector }: CompoundLayout): Buffer {
  const directorySectors = Math.ceil(((streams.length + 1) * entryBytes) / sectorBytes);
  // The table's own sectors have entries in it, too.
  const tableSectors = Math.ceil((directorySectors + moreSectors + 1) / (sectorBytes / 4 - 1));
  const header = Buffer.alloc(sectorBytes);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(tableSectors, 48);
  header.writeUInt32LE(endOfChain, 68);
  for (let index = 0; index < 109; index += 1)
    header.writeUInt32LE(index < tableSectors ? index : noSector, 76 + index * 4);
  const table = Buffer.alloc(tableSectors * sectorBytes, 0xff);
  const all = tableSectors + directorySectors + moreSectors;
  for (let sector = tableSectors; sector < all; sector += 1) {
    const isLast = sector === tableSectors + directorySectors - 1;
    const usual = sector < tableSectors + directorySectors && !isLast ? sector + 1 : endOfChain;
    table.writeUInt32LE(next?.(sector) ?? usual, sector * 4);
  }
  const root = { name: "Root Entry", firstSector: rootSector ?? endOfChain, bytes: 4_096 };
  const directory = Buffer.alloc(directorySectors * sectorBytes);
  for (const [index, { name, firstSector, bytes }] of [root, ...streams].entries()) {
    directory.write(name, index * entryBytes, 62, "utf16le");
    directory.writeUInt16LE((name.length + 1) * 2, index * entryBytes + 64);
    directory.writeUInt32LE(firstSector, index * entryBytes + 116);
    directory.writeUInt32LE(bytes, index * entryBytes + 120);
  }
  return Buffer.concat([header, table, directory, Buffer.alloc(moreSectors * sectorBytes)]);
}

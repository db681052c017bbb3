const sectorBytes = 512;
const endOfChain = 0xfffffffe;
const noSector = 0xffffffff;
const entryBytes = 128;

export interface CompoundLayoutEntry {
  readonly name: string;
  readonly firstSector?: number;
  readonly bytes?: number;
  /** The number of the folder in which it lies; 0, the root, by default. */
  readonly within?: number;
}

export interface CompoundLayout {
  /** After the root; each is a stream of this first sector and size, or, without them, a folder. */
  readonly streams: readonly CompoundLayoutEntry[];
  /** The sector after each, by number; what is not named ends a chain. */
  readonly next?: (sector: number) => number | undefined;
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
  const directory = directoryBytes([root, ...streams], directorySectors * sectorBytes);
  return Buffer.concat([header, table, directory, Buffer.alloc(moreSectors * sectorBytes)]);
}

/** The entries of a folder follow each other to the right, in the order in which such files must have them. */
function directoryBytes(entries: readonly CompoundLayoutEntry[], size: number): Buffer {
  const directory = Buffer.alloc(size);
  for (const [index, { name, firstSector, bytes }] of entries.entries()) {
    const at = index * entryBytes;
    directory.write(name, at, 62, "utf16le");
    directory.writeUInt16LE((name.length + 1) * 2, at + 64);
    directory[at + 66] = index === 0 ? 5 : firstSector === undefined ? 1 : 2;
    for (const link of [68, 72, 76]) directory.writeUInt32LE(noSector, at + link);
    directory.writeUInt32LE(firstSector ?? 0, at + 116);
    directory.writeUInt32LE(bytes ?? 0, at + 120);
  }
  const places = new Map<number, { entry: CompoundLayoutEntry; index: number }[]>();
  for (const [index, entry] of entries.entries()) {
    if (index === 0) continue;
    const folder = entry.within ?? 0;
    const members = places.get(folder) ?? [];
    members.push({ entry, index });
    places.set(folder, members);
  }
  for (const [folder, members] of places) {
    let link = folder * entryBytes + 76;
    for (const { index } of members.toSorted(byName)) {
      directory.writeUInt32LE(index, link);
      link = index * entryBytes + 72;
    }
  }
  return directory;
}

function byName(one: { entry: CompoundLayoutEntry }, other: { entry: CompoundLayoutEntry }): number {
  const [name, second] = [one.entry.name.toUpperCase(), other.entry.name.toUpperCase()];
  return name.length - second.length || (name < second ? -1 : 1);
}

import { type CompoundLayoutEntry, compoundBytes } from "./compound-bytes.ts";

const sectorBytes = 512;
/** Streams below this size would have to lie in small sectors. */
const leastBytes = 4_096;
const endOfChain = 0xfffffffe;

/** Names with the content of a stream, or with what a folder holds. */
export interface CompoundTree {
  readonly [name: string]: Uint8Array | CompoundTree;
}

/** An OLE2 compound file with these streams, each filled up with zeros to the size from which it has sectors of its own. */
export function compoundDocument(tree: CompoundTree): Buffer {
  const entries: CompoundLayoutEntry[] = [];
  const contents: Buffer[] = [];
  let sectors = 0;
  const visit = (members: CompoundTree, within: number) => {
    for (const [name, member] of Object.entries(members)) {
      if (!(member instanceof Uint8Array)) {
        entries.push({ name, within });
        visit(member, entries.length);
        continue;
      }
      const bytes = Math.max(member.length, leastBytes);
      const count = Math.ceil(bytes / sectorBytes);
      entries.push({ name, within, firstSector: sectors, bytes });
      contents.push(Buffer.concat([member], count * sectorBytes));
      sectors += count;
    }
  };
  visit(tree, 0);
  const content = Buffer.concat(contents);
  const before = compoundBytes({ streams: entries, moreSectors: sectors }).length - content.length;
  const first = before / sectorBytes - 1;
  const isLast = new Set(
    entries.map(({ firstSector = 0, bytes = 0 }) => firstSector + Math.ceil(bytes / sectorBytes) - 1),
  );
  const file = compoundBytes({
    streams: entries.map((entry) =>
      entry.firstSector === undefined ? entry : { ...entry, firstSector: entry.firstSector + first },
    ),
    moreSectors: sectors,
    next: (sector) => (sector < first ? undefined : isLast.has(sector - first) ? endOfChain : sector + 1),
  });
  content.copy(file, before);
  return file;
}

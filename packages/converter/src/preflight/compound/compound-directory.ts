/** A stream of the compound file itself, not of what is embedded in it. */
export interface CompoundStream {
  readonly firstSector: number;
  readonly bytes: number;
}

export interface CompoundDirectory {
  /** The root's own streams, by their names in capitals: only they say what the file is. */
  readonly streams: ReadonlyMap<string, CompoundStream>;
  /** Where the sectors of small streams lie. */
  readonly firstSmallSector: number;
  /** What lies deeper, mostly in embedded documents: names in capitals. */
  readonly namesBelow: ReadonlySet<string>;
}

export const directoryEntryBytes = 128;
/** Streams and folders; documents with hundreds of embedded ones have some thousands. */
export const maxDirectoryEntries = 50_000;

const isStorage = 1;
const isStream = 2;
const isRoot = 5;

/**
 * Reads the tree of a compound file's directory as LibreOffice does: an entry, then the one on its left, then the one on
 * its right. Of several with one name the first counts, no entry counts twice, and one that nothing leads to is not there.
 */
export function readDirectory(entries: Buffer): CompoundDirectory {
  const streams = new Map<string, CompoundStream>();
  const namesBelow = new Set<string>();
  const count = Math.floor(entries.length / directoryEntryBytes);
  const visited = new Set([0]);
  const waiting = count === 0 ? [] : [{ index: linkOf(entries, 0, child), isTop: true }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { index, isTop } = next;
    if (index >= count || visited.has(index)) continue;
    visited.add(index);
    const name = nameOf(entries, index).toUpperCase();
    const kind = entries[index * directoryEntryBytes + 66];
    if (!isTop) namesBelow.add(name);
    else if (kind === isStream && !streams.has(name)) streams.set(name, streamOf(entries, index));
    waiting.push({ index: linkOf(entries, index, right), isTop });
    waiting.push({ index: linkOf(entries, index, left), isTop });
    if (kind === isStorage || kind === isRoot)
      waiting.push({ index: linkOf(entries, index, child), isTop: false });
  }
  const firstSmallSector = count === 0 ? noSector : streamOf(entries, 0).firstSector;
  return { streams, firstSmallSector, namesBelow };
}

const left = 68;
const right = 72;
const child = 76;
const noSector = 0xfffffffe;

function linkOf(entries: Buffer, index: number, link: number): number {
  return entries.readUInt32LE(index * directoryEntryBytes + link);
}

function nameOf(entries: Buffer, index: number): string {
  const at = index * directoryEntryBytes;
  const bytes = Math.min(entries.readUInt16LE(at + 64), 64);
  return entries.toString("utf16le", at, at + Math.max(bytes - 2, 0));
}

function streamOf(entries: Buffer, index: number): CompoundStream {
  const at = index * directoryEntryBytes;
  return { firstSector: entries.readUInt32LE(at + 116), bytes: entries.readUInt32LE(at + 120) };
}

/** The parts of the browser's file entries that are used here. */
export interface Entry {
  readonly isFile: boolean;
  readonly name: string;
  file?(onFile: (file: File) => void, onError: (error: unknown) => void): void;
  createReader?(): {
    readEntries(onEntries: (entries: Entry[]) => void, onError: (error: unknown) => void): void;
  };
}

/** Files that systems put into folders by themselves. */
const ownFiles = /^(\.|thumbs\.db$|desktop\.ini$)/i;

/** The dropped files, and those in dropped folders at any depth, in the order of their names. */
export async function filesOfDrop(dropped: DataTransfer): Promise<File[]> {
  // Both must be read at once: a drop is empty as soon as its event is over.
  const plain = [...dropped.files];
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.() as Entry | null | undefined);
  if (!entries.some((entry) => entry && !entry.isFile)) return plain;
  const lists = await Promise.all(entries.map((entry) => (entry ? filesOf(entry) : [])));
  return lists.flat();
}

/** What cannot be read is left out, as if it were not there. */
export async function filesOf(entry: Entry): Promise<File[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => entry.file?.(resolve, reject)).catch(
      () => undefined,
    );
    return file === undefined ? [] : [file];
  }
  const inside = (await entriesOf(entry)).filter(({ name }) => !ownFiles.test(name));
  const lists: File[][] = [];
  for (const child of inside.sort(byName)) lists.push(await filesOf(child));
  return lists.flat();
}

/** A reader gives some entries at a time, and none at the end. */
async function entriesOf(folder: Entry): Promise<Entry[]> {
  const reader = folder.createReader?.();
  const all: Entry[] = [];
  for (;;) {
    const some = await new Promise<Entry[]>((resolve, reject) => reader?.readEntries(resolve, reject)).catch(
      () => [],
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function byName(a: Entry, b: Entry): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}

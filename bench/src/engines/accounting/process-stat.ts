/** What the kernel says of one process in `/proc/ID/stat`. */
export interface ProcessStat {
  readonly id: number;
  readonly parentId: number;
  /** Its own and that of children which it has waited for, in ticks of the kernel's clock. */
  readonly cpuTicks: number;
}

/** Undefined for a text that is cut off. The name of a program may hold blanks and brackets. */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const id = Number.parseInt(text, 10);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [, parentId] = fields;
  const times = fields.slice(11, 15).map(Number);
  if (Number.isNaN(id) || parentId === undefined || times.length < 4) return undefined;
  return { id, parentId: Number(parentId), cpuTicks: times.reduce((sum, ticks) => sum + ticks, 0) };
}

/** `roots` and everything that came from them, as far as a parent of each still lives. */
export function familyOf(roots: readonly number[], all: readonly ProcessStat[]): ProcessStat[] {
  const ids = new Set(roots);
  let before = -1;
  while (ids.size > before) {
    before = ids.size;
    for (const { id, parentId } of all) if (ids.has(parentId)) ids.add(id);
  }
  return all.filter(({ id }) => ids.has(id));
}

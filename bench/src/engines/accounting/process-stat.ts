/** What the kernel reports about one process in `/proc/ID/stat`. */
export interface ProcessStat {
  readonly id: number;
  readonly parentId: number;
  /** Its own time and that of children that it has waited for, in clock ticks. */
  readonly cpuTicks: number;
}

/** Undefined if the text is truncated. The name of a program may hold spaces and parentheses. */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const id = Number.parseInt(text, 10);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [, parentId] = fields;
  const times = fields.slice(11, 15).map(Number);
  if (Number.isNaN(id) || parentId === undefined || times.length < 4) return undefined;
  return { id, parentId: Number(parentId), cpuTicks: times.reduce((sum, ticks) => sum + ticks, 0) };
}

/** `roots` and all their descendants whose parents are still alive. */
export function processTreeOf(roots: readonly number[], all: readonly ProcessStat[]): ProcessStat[] {
  const ids = new Set(roots);
  let before = -1;
  while (ids.size > before) {
    before = ids.size;
    for (const { id, parentId } of all) if (ids.has(parentId)) ids.add(id);
  }
  return all.filter(({ id }) => ids.has(id));
}

import { mostMemoryBytes, smallestMemoryBytes } from "../converter-settings.ts";

/** What was set; undefined where the machine decides. */
export interface WantedCapacity {
  readonly slots?: number | undefined;
  readonly maxMemoryBytes?: number | undefined;
}

export interface Capacity {
  readonly slots: number;
  readonly maxMemoryBytes: number;
  /** What may happen, and what to do, where all documents together may need more than there is. */
  readonly warning?: string;
}

/** What Node (150 MB) and the template process (230 MB) have in use, and room to breathe. */
const ownBytes = 536_870_912;
/** Below this, more documents would fail for want of memory than a second slot is worth. 360 MB of it are shared with the template process. */
const leastMemoryBytes = 1_073_741_824;

/**
 * How many documents at once, and how much memory each may use, so that all of them together fit into the machine or its
 * cgroup. What was set is taken as it is, with a warning where it does not fit.
 */
export function planCapacity(
  wanted: WantedCapacity,
  { processors, memoryBytes }: { processors: number; memoryBytes: number },
): Capacity {
  const room = Math.max(0, memoryBytes - ownBytes);
  const fitting = Math.floor(room / (wanted.maxMemoryBytes ?? leastMemoryBytes));
  const slots = wanted.slots ?? Math.min(processors, Math.max(1, fitting));
  const share = Math.min(mostMemoryBytes, Math.max(smallestMemoryBytes, Math.floor(room / slots)));
  const maxMemoryBytes = wanted.maxMemoryBytes ?? share;
  if (slots * maxMemoryBytes <= room) return { slots, maxMemoryBytes };
  return { slots, maxMemoryBytes, warning: warningOf({ slots, maxMemoryBytes, memoryBytes }) };
}

function warningOf({ slots, maxMemoryBytes, memoryBytes }: Capacity & { memoryBytes: number }): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MiB`;
  return (
    `${slots} documents at once may need ${megabytes(slots * maxMemoryBytes)}, and Platen itself ${megabytes(ownBytes)}, ` +
    `of ${megabytes(memoryBytes)}. Where that does not last, the kernel ends the largest document. ` +
    "Lower WORKER_SLOTS or MAX_MEMORY_BYTES, or give the machine or container more memory."
  );
}

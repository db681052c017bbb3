import type { HostileRun } from "./press-documents.ts";

export interface VerdictLine {
  readonly text: string;
  readonly holds: boolean;
}

/** What must hold of the run in the jail and of its positive control. */
export function verdictOf(shut: HostileRun, open: HostileRun): VerdictLine[] {
  const isTyped = [...shut.ends.values()].every(({ outcome }) => !/jail_failed|folder_failed/.test(outcome));
  return [
    {
      text: `every document ended by a code of its own (${shut.ends.size})`,
      holds: isTyped && shut.ends.size > 0,
    },
    { text: "one mother served all of them and is alive", holds: shut.isSameMother },
    none("connections in the jail", shut.requests),
    none("canaries in PDFs in the jail", shut.canaries),
    none("markers of macros in the jail", shut.markers),
    some("connections without the jail", open.requests),
    some("canaries in PDFs without the jail", open.canaries),
    some("markers of macros without the jail", open.markers),
  ];
}

function none(what: string, seen: readonly string[]): VerdictLine {
  return {
    text: `${seen.length} ${what}${seen.length === 0 ? "" : `: ${seen.join(", ")}`}`,
    holds: seen.length === 0,
  };
}

function some(what: string, seen: readonly string[]): VerdictLine {
  return { text: `${seen.length} ${what} (positive control)`, holds: seen.length > 0 };
}

export function outcomesOf({ ends }: HostileRun): string {
  const counts = new Map<string, number>();
  for (const { outcome } of ends.values()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
}

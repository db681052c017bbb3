import type { HostileRun } from "./press-documents.ts";

export interface VerdictLine {
  readonly text: string;
  readonly holds: boolean;
}

/** What must hold of the run in the jail. */
export function verdictInJail(run: HostileRun): VerdictLine[] {
  const isTyped = [...run.ends.values()].every(({ outcome }) => !/jail_failed|folder_failed/.test(outcome));
  return [
    {
      text: `every document ended by a code of its own (${run.ends.size})`,
      holds: isTyped && run.ends.size > 0,
    },
    { text: "one mother served all of them and is alive", holds: run.isSameMother },
    none("connections in the jail", run.requests),
    none("canaries in PDFs in the jail", run.canaries),
    none("markers of macros in the jail", run.markers),
  ];
}

/** What must be seen without the jail, or the run in it shows nothing. */
export function verdictOfControl(run: HostileRun): VerdictLine[] {
  return [
    some("connections without the jail", run.requests),
    some("canaries in PDFs without the jail", run.canaries),
    some("markers of macros without the jail", run.markers),
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

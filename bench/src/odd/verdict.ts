import type { OddReport } from "./run-odd.ts";

export interface VerdictLine {
  readonly text: string;
  readonly holds: boolean;
}

/** What must hold of a run over odd documents. */
export function verdictOf(report: OddReport): VerdictLine[] {
  const { rows, requests, controlRequests } = report;
  const [before, after] = report.templateProcesses;
  const wrong = rows.filter(({ problem }) => problem !== undefined);
  const isSame = before.length <= 1 && before.join() === after.join();
  return [
    {
      text: `${rows.length - wrong.length} of ${rows.length} documents ended with a PDF or the right code`,
      holds: rows.length > 0 && wrong.length === 0,
    },
    {
      text: `${requests.length} requests of documents: ${requests.join(", ")}`,
      holds: requests.length === 0,
    },
    {
      text: `${controlRequests.length} requests of a LibreOffice that nothing guards (control)`,
      holds: controlRequests.length > 0,
    },
    {
      text:
        before.length === 0
          ? "this engine keeps no template process"
          : `template process ${before.join(", ")} before the first document, ${after.join(", ")} after the last`,
      holds: isSame,
    },
  ];
}

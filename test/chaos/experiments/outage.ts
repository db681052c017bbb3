import { setTimeout as sleep } from "node:timers/promises";
import { type Experiment, type Finding, finding, type Scale } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import { auditJobs } from "../job-audit.ts";
import { outages } from "../outages.ts";
import { WebProgram } from "../web-program.ts";

const answerWithinMs = 2_000;
const recoverWithinMs = 60_000;

/** `faults` is the length of the longest outages in seconds; a client keeps submitting jobs all the time. */
export const outage: Experiment = {
  name: "outage",
  description:
    "Queue, table and storage are unavailable in turn, or keep connections open without answering, while a client submits jobs.",
  backends: ["local", "aws"],
  full: { jobs: 0, faults: 60 },
  reduced: { jobs: 0, faults: 3, allowanceMs: 2_000 },
  protection: "the end of the outage: the service stays unavailable",
  run: async ({ installation, scale, unprotected }) => {
    const web = await WebProgram.start(installation);
    const fleet = new Fleet(installation, 2);
    await Promise.all(fleet.workers.map(({ started }) => started));
    const accepted: string[] = [];
    const findings: Finding[] = [];
    let end: (() => Promise<void>) | undefined;
    try {
      for (const each of outages[installation.kind]) {
        for (const seconds of durationsOf(scale)) {
          end = await each.begin(installation);
          const during = await submitDuring(web.url, seconds * 1_000);
          accepted.push(...during.accepted);
          if (!unprotected) await end();
          const recoveredMs = await recovery(web.url, accepted);
          const name = `${each.name} for ${seconds} s`;
          findings.push(...findingsOf(name, during, recoveredMs, scale));
        }
      }
      const audit = await auditJobs(installation, accepted, recoverWithinMs + 30_000);
      return {
        figures: { accepted: accepted.length, ...audit.statuses },
        findings: [...findings, ...nothingLost(audit)],
      };
    } finally {
      await end?.().catch(() => undefined); // it may have ended already
      await web.kill();
      await fleet.close();
    }
  },
};

/** One outage that is longer than a connection timeout but shorter than a lease, and one that outlasts both. */
const durationsOf = ({ faults: longest }: Scale) => (longest > 10 ? [10, longest] : [longest]);

interface Answers {
  readonly accepted: string[];
  readonly statuses: ReadonlySet<number>;
  readonly slowestMs: number;
}

async function submitDuring(url: string, durationMs: number): Promise<Answers> {
  const answers = { accepted: [] as string[], statuses: new Set<number>(), slowestMs: 0 };
  for (const endAt = Date.now() + durationMs; Date.now() < endAt; await sleep(200)) {
    const startedAt = Date.now();
    const { status, id } = await ask(url);
    answers.slowestMs = Math.max(answers.slowestMs, Date.now() - startedAt);
    answers.statuses.add(status);
    if (id !== undefined) answers.accepted.push(id);
  }
  return answers;
}

async function ask(url: string): Promise<{ status: number; id?: string }> {
  const form = new FormData();
  form.set("file", new Blob(["platen-takes=20"]), "text.txt");
  const answer = await fetch(`${url}/v1/jobs`, { method: "POST", body: form });
  const { id } = (await answer.json()) as { id?: string };
  return { status: answer.status, ...(answer.status === 202 && id !== undefined && { id }) };
}

/** From the end of the outage until a job accepted after it has its PDF. */
async function recovery(url: string, accepted: string[]): Promise<number> {
  const startedAt = Date.now();
  let id: string | undefined;
  for (; Date.now() - startedAt < recoverWithinMs; await sleep(200)) {
    if (id === undefined) {
      id = (await ask(url)).id;
      if (id !== undefined) accepted.push(id);
    } else {
      const { status } = (await (await fetch(`${url}/v1/jobs/${id}`)).json()) as { status?: string };
      if (status === "succeeded") return Date.now() - startedAt;
    }
  }
  return Number.POSITIVE_INFINITY;
}

function findingsOf(
  name: string,
  { statuses, slowestMs }: Answers,
  recoveredMs: number,
  { allowanceMs = 0 }: Scale,
): Finding[] {
  const withinMs = answerWithinMs + allowanceMs;
  const allowed = [...statuses].every((status) => status === 202 || status === 503);
  return [
    finding(`${name}: the web app answers 202 or 503`, allowed, [...statuses].join(", ")),
    finding(`${name}: it answers within ${withinMs} ms`, slowestMs < withinMs, `${slowestMs} ms at most`),
    finding(
      `${name}: everything has recovered within 60 s`,
      recoveredMs < recoverWithinMs,
      `${recoveredMs} ms`,
    ),
  ];
}

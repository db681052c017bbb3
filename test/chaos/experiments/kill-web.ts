import { setTimeout as sleep } from "node:timers/promises";
import type { FaultProxy } from "@platen/aws/test-support";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import type { Installation } from "../installation.ts";
import { auditJobs } from "../job-audit.ts";
import type { Random } from "../random.ts";
import { WebProgram, webAppId } from "../web-program.ts";

/** A client that was cut off retries with the same Idempotency-Key; every client that got 202 must get a PDF. */
export const killWeb: Experiment = {
  name: "kill-web",
  description:
    "The web app is killed with SIGKILL while it receives uploads: at random times, and during its calls to disk or AWS.",
  backends: ["local", "aws"],
  full: { jobs: 2_000, faults: 200 },
  reduced: { jobs: 20, faults: 8 },
  protection: "the Idempotency-Key: each try has a different one",
  run: async ({ installation, random, scale, unprotected }) => {
    const web = await WebProgram.start(installation);
    const fleet = new Fleet(installation, 2);
    try {
      const acceptedIds = new Set<string>();
      let broken = 0;
      let kills = 0;
      let inCalls = 0;
      let submissions = 0;
      const submitUntilAccepted = async (submission: number): Promise<void> => {
        for (let tries = 0; ; tries += 1) {
          const id = await ask(web.url, `submission-${submission}${unprotected ? `-${tries}` : ""}`);
          if (id !== undefined) return void acceptedIds.add(id);
          broken += 1;
          await sleep(100);
        }
      };
      const client = async (): Promise<void> => {
        while (submissions < scale.jobs || kills < scale.faults) {
          const submission = submissions++;
          await submitUntilAccepted(submission);
          if (submission % 10 === 0) await submitUntilAccepted(submission); // a client that is not sure retries, and gets the same job
        }
      };
      const clients = Promise.all([client(), client(), client()]);
      for (; kills < scale.faults; kills += 1) {
        if (kills % 2 === 0) await sleep(random.between(50, 600));
        else if (await killInCall(installation, web, random)) inCalls += 1;
        await web.kill();
        await web.restart();
      }
      await clients;
      const audit = await auditJobs(installation, [...acceptedIds], 300_000);
      const all = await countJobs(installation);
      const succeeded = audit.statuses.succeeded ?? 0;
      return {
        figures: { submissions, kills, inCalls, broken, jobs: all, ...audit.statuses },
        findings: [
          ...nothingLost(audit),
          finding(
            "every 202 ends with a PDF",
            succeeded === acceptedIds.size,
            `${succeeded} of ${acceptedIds.size}`,
          ),
          finding(
            "no submission has a second job",
            all === submissions && acceptedIds.size === all,
            `${all} jobs for ${submissions} submissions`,
          ),
        ],
      };
    } finally {
      await web.kill();
      await fleet.close();
    }
  },
};

/** The id of the accepted job, or undefined if no answer came. */
async function ask(url: string, key: string): Promise<string | undefined> {
  const form = new FormData();
  form.set("file", new Blob([`${key} platen-takes=20 ${"filling ".repeat(500)}`]), "document.txt");
  try {
    const answer = await fetch(`${url}/v1/jobs`, {
      method: "POST",
      body: form,
      headers: { "idempotency-key": key },
    });
    const body = (await answer.json()) as { id?: string };
    return answer.status === 202 ? body.id : undefined;
  } catch {
    return undefined; // cut off, which is what this experiment tests
  }
}

/** Whether the web app died, or can now be killed, during one of the calls that lead to an answer. */
async function killInCall(installation: Installation, web: WebProgram, random: Random): Promise<boolean> {
  return installation.proxy === undefined
    ? killInDiskCall(web, random)
    : holdInAwsCall(installation.proxy, random);
}

/** How many of these calls a few uploads make: new folders, syncs, renames, writes of rows. */
const diskCalls = { mkdir: 10, fsync: 20, rename: 6, pwrite64: 100 } as const;

async function killInDiskCall(web: WebProgram, random: Random): Promise<boolean> {
  const [call, most] = random.pick(Object.entries(diskCalls));
  await web.kill();
  await web.restart({ call, nth: Math.ceil(random.between(0, most)) });
  return Promise.race([web.ended.then(() => true), sleep(10_000, false, { ref: false })]);
}

/** Stops in one of its first ten calls, before it reaches the service or while it is carried out. */
async function holdInAwsCall(proxy: FaultProxy, random: Random): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const fault = random.pick(["hang", "pass"] as const);
  let left = Math.ceil(random.between(0, 10));
  proxy.decide = ({ headers }) => {
    if (!headers["user-agent"]?.includes(webAppId)) return "pass";
    left -= 1;
    if (left === 0) resolve(true);
    return left > 0 ? "pass" : fault;
  };
  const stopped = await Promise.race([promise, sleep(5_000, false, { ref: false })]);
  proxy.decide = () => "pass";
  return stopped;
}

async function countJobs({ backend }: Installation): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page = await backend.jobs.list("public", {}, { limit: 100, ...(cursor !== null && { cursor }) });
    count += page.jobs.length;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return count;
}

import { setTimeout as sleep } from "node:timers/promises";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import type { Random } from "../random.ts";
import type { Site } from "../site.ts";
import { WebProgram } from "../web-program.ts";

/** A client that was cut off asks again under the same Idempotency-Key; whoever was told 202 must get a PDF. */
export const killWeb: Experiment = {
  name: "kill-web",
  what: "The web app is killed with SIGKILL while it takes uploads: at random, and on AWS at each of its calls.",
  backends: ["local", "aws"],
  full: { jobs: 2_000, faults: 200 },
  reduced: { jobs: 20, faults: 3 },
  protection: "the Idempotency-Key: each try has another one",
  run: async ({ site, random, scale, unprotected }) => {
    const web = await WebProgram.start(site);
    const fleet = new Fleet(site, 2);
    try {
      const told = new Set<string>();
      let broken = 0;
      let kills = 0;
      let next = 0;
      const place = async (order: number): Promise<void> => {
        for (let tries = 0; ; tries += 1) {
          const id = await ask(web.url, `order-${order}${unprotected ? `-${tries}` : ""}`);
          if (id !== undefined) return void told.add(id);
          broken += 1;
          await sleep(100);
        }
      };
      const client = async (): Promise<void> => {
        for (let order = next++; order < scale.jobs; order = next++) {
          await place(order);
          if (order % 10 === 0) await place(order); // a client that is not sure asks again, and is told the same
        }
      };
      const clients = Promise.all([client(), client(), client()]);
      for (; kills < scale.faults && next < scale.jobs + 3; kills += 1) {
        await moment(site, random, kills);
        await web.kill();
        await web.restart();
      }
      await clients;
      const census = await takeCensus(site, [...told], 120_000);
      const all = await countJobs(site);
      const succeeded = census.statuses.succeeded ?? 0;
      return {
        figures: { orders: scale.jobs, kills, broken, jobs: all, ...census.statuses },
        findings: [
          ...nothingLost(census),
          finding("every 202 ends with a PDF", succeeded === told.size, `${succeeded} of ${told.size}`),
          finding(
            "no order has a second job",
            all === scale.jobs && told.size === all,
            `${all} jobs for ${scale.jobs} orders`,
          ),
        ],
      };
    } finally {
      await web.kill();
      await fleet.close();
    }
  },
};

/** The id of the accepted job, or undefined when no answer came. */
async function ask(url: string, key: string): Promise<string | undefined> {
  const form = new FormData();
  form.set("file", new Blob([`${key} platen-takes=20 ${"filling ".repeat(500)}`]), "order.txt");
  try {
    const answer = await fetch(`${url}/v1/jobs`, {
      method: "POST",
      body: form,
      headers: { "idempotency-key": key },
    });
    const body = (await answer.json()) as { id?: string };
    return answer.status === 202 ? body.id : undefined;
  } catch {
    return undefined; // cut off: exactly what is tried here
  }
}

/** At random; on AWS, where calls can be seen, also in the very moment of the first, second, third … call. */
async function moment({ proxy }: Site, random: Random, kills: number): Promise<void> {
  await sleep(random.between(50, 600));
  if (proxy === undefined || kills % 2 === 0) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = 1 + (kills % 10);
  proxy.decide = () => {
    left -= 1;
    if (left === 0) resolve();
    return "pass";
  };
  await Promise.race([promise, sleep(5_000)]);
  proxy.decide = () => "pass";
}

async function countJobs({ backend }: Site): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page = await backend.jobs.list("public", {}, { limit: 100, ...(cursor !== null && { cursor }) });
    count += page.jobs.length;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return count;
}

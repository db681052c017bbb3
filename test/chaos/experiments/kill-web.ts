import { setTimeout as sleep } from "node:timers/promises";
import type { FaultProxy } from "@platen/aws/test-support";
import { takeCensus } from "../census.ts";
import { type Experiment, finding } from "../experiment.ts";
import { nothingLost } from "../findings.ts";
import { Fleet } from "../fleet.ts";
import type { Random } from "../random.ts";
import type { Site } from "../site.ts";
import { WebProgram, webAppId } from "../web-program.ts";

/** A client that was cut off asks again under the same Idempotency-Key; whoever was told 202 must get a PDF. */
export const killWeb: Experiment = {
  name: "kill-web",
  what: "The web app is killed with SIGKILL while it takes uploads: at random, and in its calls to disk or AWS.",
  backends: ["local", "aws"],
  full: { jobs: 2_000, faults: 200 },
  reduced: { jobs: 20, faults: 8 },
  protection: "the Idempotency-Key: each try has another one",
  run: async ({ site, random, scale, unprotected }) => {
    const web = await WebProgram.start(site);
    const fleet = new Fleet(site, 2);
    try {
      const told = new Set<string>();
      let broken = 0;
      let kills = 0;
      let inCalls = 0;
      let orders = 0;
      const place = async (order: number): Promise<void> => {
        for (let tries = 0; ; tries += 1) {
          const id = await ask(web.url, `order-${order}${unprotected ? `-${tries}` : ""}`);
          if (id !== undefined) return void told.add(id);
          broken += 1;
          await sleep(100);
        }
      };
      const client = async (): Promise<void> => {
        while (orders < scale.jobs || kills < scale.faults) {
          const order = orders++;
          await place(order);
          if (order % 10 === 0) await place(order); // a client that is not sure asks again, and is told the same
        }
      };
      const clients = Promise.all([client(), client(), client()]);
      for (; kills < scale.faults; kills += 1) {
        if (kills % 2 === 0) await sleep(random.between(50, 600));
        else if (await diesInCall(site, web, random)) inCalls += 1;
        await web.kill();
        await web.restart();
      }
      await clients;
      const census = await takeCensus(site, [...told], 300_000);
      const all = await countJobs(site);
      const succeeded = census.statuses.succeeded ?? 0;
      return {
        figures: { orders, kills, inCalls, broken, jobs: all, ...census.statuses },
        findings: [
          ...nothingLost(census),
          finding("every 202 ends with a PDF", succeeded === told.size, `${succeeded} of ${told.size}`),
          finding(
            "no order has a second job",
            all === orders && told.size === all,
            `${all} jobs for ${orders} orders`,
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

/** Whether the web app died, or shall now be killed, in the midst of one of the calls that lead to an answer. */
async function diesInCall(site: Site, web: WebProgram, random: Random): Promise<boolean> {
  return site.proxy === undefined ? diesInDiskCall(web, random) : stopsInAwsCall(site.proxy, random);
}

/** How many of them a few uploads make: folders, syncs of files, folders and log, moves to their place, rows. */
const diskCalls = { mkdir: 10, fsync: 20, rename: 6, pwrite64: 100 } as const;

async function diesInDiskCall(web: WebProgram, random: Random): Promise<boolean> {
  const [call, most] = random.pick(Object.entries(diskCalls));
  await web.kill();
  await web.restart({ call, nth: Math.ceil(random.between(0, most)) });
  return Promise.race([web.ended.then(() => true), sleep(10_000, false, { ref: false })]);
}

/** In one of its first ten calls, before the service hears of it or while it is carried out. */
async function stopsInAwsCall(proxy: FaultProxy, random: Random): Promise<boolean> {
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

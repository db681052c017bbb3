import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { eventually } from "@platen/core/contracts";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb, type TestWeb } from "../testing/test-web.ts";

interface Event {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
}

function parse(text: string): Event[] {
  const blocks = text.split("\n\n").filter((block) => block !== "");
  return blocks.map((block) =>
    Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))),
  );
}

async function submit({ app }: TestWeb, instructions = ""): Promise<string> {
  return (await app.inject({ url: "/v1/jobs", ...(await deckForm({ instructions })) })).json().id;
}

/** Reads a stream until `isEnough`, then leaves. */
async function read(
  test: TestContext,
  address: string,
  isEnough: (text: string) => boolean,
): Promise<string> {
  const leaving = new AbortController();
  test.after(() => leaving.abort());
  const answer = await fetch(address, { signal: leaving.signal });
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (isEnough(text)) break;
  }
  return text;
}

describe("GET /v1/jobs/{id}/events", () => {
  it("tells the job as it is, at every change and at its end, then ends", async (test) => {
    const web = await newTestWeb(test);
    const id = await submit(web, "platen-takes=200");
    const streaming = web.app.inject({ url: `/v1/jobs/${id}/events` });
    await web.startWorker();
    const { headers, body } = await streaming;
    assert.equal(headers["content-type"], "text/event-stream");
    assert.match(String(headers["cache-control"]), /no-cache/);
    const [first, ...events] = parse(body);
    assert.deepEqual(first, { retry: "3000" });
    const jobs = events.map(({ data }) => JSON.parse(data ?? ""));
    assert.equal(jobs[0].status, "queued");
    assert.ok(jobs.some(({ status }) => status === "processing"));
    assert.equal(jobs.at(-1).status, "succeeded");
    assert.ok(events.every(({ event }) => event === "job"));
    const ids = events.flatMap((event) => (event.id === undefined ? [] : [Number(event.id)]));
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
    );
    assert.deepEqual(jobs.at(-1), (await web.app.inject({ url: `/v1/jobs/${id}` })).json());
  });

  it("goes on after the last event that was seen, and tells a browser to stop after the end", async (test) => {
    const web = await newTestWeb(test);
    const id = await submit(web);
    const { revision } = (await web.backend.jobs.find(id)) ?? { revision: 0 };
    const streaming = web.app.inject({
      url: `/v1/jobs/${id}/events`,
      headers: { "last-event-id": String(revision) },
    });
    await web.app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    const events = parse((await streaming).body).slice(1);
    assert.deepEqual(
      events.map(({ data }) => JSON.parse(data ?? "").status),
      ["canceled"],
    );
    const again = await web.app.inject({
      url: `/v1/jobs/${id}/events`,
      headers: { "last-event-id": String(events[0]?.id) },
    });
    assert.deepEqual([again.statusCode, again.body], [204, ""]);
    const fromStart = await web.app.inject({
      url: `/v1/jobs/${id}/events`,
      headers: { "last-event-id": "nonsense" },
    });
    assert.equal(parse(fromStart.body).length, 2);
  });

  it("tells a waiting job's new place in the queue", async (test) => {
    const web = await newTestWeb(test);
    const id = await submit(web);
    // Nothing but the place changes from here on.
    await eventually(async () => assert.equal((await web.backend.jobs.find(id))?.sends, 1));
    const address = `${await web.listen()}/v1/jobs/${id}/events`;
    let ahead = 7;
    web.backend.queue.ahead = async () => ahead;
    const text = await read(test, address, (seen) => {
      ahead = 3;
      return seen.includes('"queuePosition":4');
    });
    const events = parse(text).filter(({ event }) => event === "job");
    assert.equal(JSON.parse(events[0]?.data ?? "").progress.queuePosition, 8);
    const last = events.at(-1);
    assert.deepEqual([last?.id, JSON.parse(last?.data ?? "").progress.queuePosition], [undefined, 4]);
  });

  it("costs the store no more looks for fifty streams of a job than for one", async (test) => {
    const looksFor = async (streams: number) => {
      const web = await newTestWeb(test);
      const id = await submit(web, "platen-takes=300");
      let looks = 0;
      const find = web.backend.jobs.find.bind(web.backend.jobs);
      web.backend.jobs.find = (wanted) => {
        looks += 1;
        return find(wanted);
      };
      const url = `/v1/jobs/${id}/events`;
      const streaming = Array.from({ length: streams }, () => web.app.inject({ url }));
      await web.startWorker();
      const answers = await Promise.all(streaming);
      for (const { body } of answers)
        assert.equal(JSON.parse(parse(body).at(-1)?.data ?? "").status, "succeeded");
      return looks - streams; // each begins with a look of its own: whose job is it?
    };
    const [one, fifty] = [await looksFor(1), await looksFor(50)];
    assert.ok(fifty < 2 * one, `${fifty} looks for fifty streams, ${one} for one`);
  });

  it("ends when the app stops", async (test) => {
    const web = await newTestWeb(test);
    const id = await submit(web);
    const address = `${await web.listen()}/v1/jobs/${id}/events`;
    const answer = await fetch(address);
    const whole = answer.text();
    await web.app.close();
    assert.match(await whole, /^retry: 3000\n\n/);
  });
});

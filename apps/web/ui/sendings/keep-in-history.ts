import type { History } from "./history.ts";
import type { Sending } from "./sending.ts";

const pauseMs = 300;

/** Lists a sending in the history as soon as it has a job and whenever that changes. */
export function keepInHistory(sending: Sending, history: History, now: () => number): void {
  const createdAt = history.find(sending.id)?.createdAt ?? new Date(now()).toISOString();
  let kept = "";
  let isPlanned = false;
  const keep = () => {
    isPlanned = false;
    const jobs = sending.files.flatMap(({ job }) => job ?? []);
    const [first] = jobs;
    const picture = jobs.find(({ links }) => links.thumbnail)?.id ?? null;
    const latest = Math.max(...jobs.map(({ expiresAt }) => Date.parse(expiresAt)));
    const news = `${jobs.length} ${picture} ${latest}`;
    if (kept === news) return;
    kept = news;
    if (first === undefined) return history.forget(sending.id);
    history.remember({
      id: sending.id,
      createdAt: first.createdAt < createdAt ? first.createdAt : createdAt,
      expiresAt: new Date(latest).toISOString(),
      count: jobs.length,
      name: first.source.filename,
      picture,
    });
  };
  sending.addEventListener("change", () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(keep, pauseMs);
  });
}

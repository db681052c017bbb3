import type { Job } from "@platen/core";

const rememberedJobs = 1_000;

interface Seen {
  readonly attempt: number;
  readonly firstPage: number;
  readonly firstAt: number;
  page: number;
  /** When the last page is probably made. */
  endsAt: number | null;
}

/**
 * How long a conversion will probably take, from how fast its pages were seen to be made. Of one that does not tell its
 * pages, nothing is known: LibreOffice says nothing while it writes a file. Forgets with the process.
 */
export class PagesEstimate {
  readonly #seen = new Map<string, Seen>();

  /** Seconds until the end, or null where nobody can tell. Only goes down while no page is made. */
  look({ id, attempt, pageProgress }: Job, now: number): number | null {
    if (pageProgress == null) return null;
    const { page, pages } = pageProgress;
    const before = this.#seen.get(id);
    const seen =
      before?.attempt === attempt
        ? before
        : this.#remember(id, { attempt, firstPage: page, firstAt: now, page, endsAt: null });
    if (page > seen.page) {
      const msPerPage = (now - seen.firstAt) / (page - seen.firstPage);
      seen.page = page;
      seen.endsAt = now + msPerPage * (pages - page);
    }
    // What should have been over by now shows that the estimate was wrong.
    return seen.endsAt === null || seen.endsAt <= now ? null : Math.ceil((seen.endsAt - now) / 1_000);
  }

  #remember(id: string, seen: Seen): Seen {
    this.#seen.delete(id);
    this.#seen.set(id, seen);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > rememberedJobs && oldest !== undefined) this.#seen.delete(oldest);
    return seen;
  }
}

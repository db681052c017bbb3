import { html, type TemplateResult } from "lit";
import { findJob } from "../api/client.ts";
import { isEnded, type Job } from "../api/job.ts";
import type { RecentJob, RecentJobs } from "../jobs/recent-jobs.ts";
import { downloadTextOf, headlineOf, progressOf, progressTextOf } from "../jobs/shown-job.ts";
import { documentIcon, downloadIcon, removeIcon } from "../parts/icons.ts";
import { LightElement } from "../parts/light-element.ts";
import { progressBar } from "../parts/steps.ts";
import { addressOfJob } from "../route.ts";
import { factsOf } from "./ended-job.ts";

const pollMs = 2_000;

/**
 * The files that this browser uploaded, with their states. The list polls: an event stream for each row would use up the
 * few connections that a browser opens to one server.
 */
class RecentList extends LightElement {
  static override properties = { ...LightElement.properties, recent: {}, jobs: { state: true } };
  declare recent: RecentJobs;
  declare jobs: ReadonlyMap<string, Job>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onChange = () => {
    this.requestUpdate();
    void this.keepFocus(".forget");
    void this.#refresh();
  };

  constructor() {
    super();
    this.jobs = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.recent.addEventListener("change", this.#onChange);
    void this.#refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.recent.removeEventListener("change", this.#onChange);
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const { wording, recent } = this;
    if (recent.all.length === 0) return html``;
    return html`<section class="recent" aria-labelledby="recent-title">
      <div class="recent-head">
        <h2 id="recent-title" tabindex="-1">${wording.say("recentTitle")}</h2>
        <button class="link" @click=${() => recent.forgetAll()}>${wording.say("clearList")}</button>
      </div>
      <ul class="rows">${recent.all.map((job) => this.#row(job))}</ul>
      <p class="quiet">${wording.say("recentNote")}</p>
    </section>`;
  }

  #row({ id, filename }: RecentJob): TemplateResult {
    const { wording } = this;
    const job = this.jobs.get(id);
    const isRunning = job !== undefined && !isEnded(job);
    return html`<li class="row ${job?.status ?? ""}">
      ${documentIcon}
      <div class="row-text">
        <a class="row-name" href=${addressOfJob(id)}>${filename}</a>
        <span class="quiet figures">
          ${job ? headlineOf(job, wording) : wording.say("loading")}
          ${isRunning ? ` · ${progressTextOf(job, wording)}` : ""}
          ${job?.result ? ` · ${factsOf(job.result, wording).join(" · ")}` : ""}
        </span>
        ${isRunning ? progressBar(progressOf(job).percent, `${wording.say("stateProcessing")}: ${filename}`, wording) : ""}
      </div>
      ${
        job?.links.result
          ? html`<a class="bare" href=${job.links.result} download aria-label="${downloadTextOf(job, wording)}: ${filename}">
              ${downloadIcon}
            </a>`
          : ""
      }
      <button class="bare forget" aria-label=${wording.say("forget", { name: filename })}
        @click=${() => this.recent.forget(id)}>
        ${removeIcon}
      </button>
    </li>`;
  }

  /** Fetches every job that is not known to have ended, and again after a pause while one is running. */
  async #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    const open = this.recent.all.filter(({ id }) => !isEnded(this.jobs.get(id) ?? { status: "queued" }));
    if (open.length === 0) return;
    await Promise.all(open.map(({ id }) => this.#refreshJob(id)));
    clearTimeout(this.#timer);
    if (this.isConnected) this.#timer = setTimeout(() => void this.#refresh(), pollMs);
  }

  async #refreshJob(id: string): Promise<void> {
    try {
      const job = await findJob(id);
      if (job === undefined) return this.recent.forget(id);
      const wasRunning = this.jobs.has(id);
      this.jobs = new Map(this.jobs).set(id, job);
      if (wasRunning && isEnded(job))
        this.announce(`${job.source.filename}: ${headlineOf(job, this.wording)}`);
    } catch {
      // No answer this time; the next try is two seconds away.
    }
  }
}

customElements.define("recent-list", RecentList);

import { html, type PropertyValues, type TemplateResult } from "lit";
import { addressOf } from "../addresses.ts";
import { ApiProblem } from "../api/api-problem.ts";
import { cancelJob, findJob, removeJob, retryJob } from "../api/client.ts";
import { isEnded, type Job } from "../api/job.ts";
import { listenToJob } from "../api/listen-to-job.ts";
import { serverNow } from "../api/server-clock.ts";
import { adviceOf, headlineOf, tabTitleOf } from "../jobs/shown-job.ts";
import { watchJob } from "../jobs/watch-job.ts";
import { LightElement } from "../parts/light-element.ts";
import { notifyDone } from "../parts/notify.ts";
import { showInTab } from "../parts/tab.ts";
import { addressOfSending } from "../route.ts";
import type { Shared } from "../shared.ts";
import { endedJob } from "./ended-job.ts";
import type { JobActions } from "./job-actions.ts";
import { missingPage } from "./missing-page.ts";
import { runningJob } from "./running-job.ts";

/** `/jobs/{id}`: follows one job to its end and offers the actions on it. */
class JobPage extends LightElement {
  static override properties = {
    ...LightElement.properties,
    shared: {},
    jobId: {},
    job: { state: true },
    isGone: { state: true },
    isInTrouble: { state: true },
    problem: { state: true },
    notifying: { state: true },
  };
  declare shared: Shared;
  declare jobId: string;
  declare job: Job | undefined;
  declare isGone: boolean;
  declare isInTrouble: boolean;
  declare problem: ApiProblem | undefined;
  declare notifying: NotificationPermission | undefined;
  #lastNewsAt = 0;
  #stopWatching = () => {};
  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.job && !isEnded(this.job) && this.requestUpdate(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching();
    clearInterval(this.#clock);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("jobId")) this.#watch();
  }

  protected override updated(): void {
    const { job } = this;
    if (job) showInTab(tabTitleOf(job, this.wording), tabStateOf(job));
    else showInTab("Platen");
  }

  override render(): TemplateResult {
    const { job, wording, problem, isInTrouble, notifying } = this;
    if (this.isGone) return missingPage(wording);
    if (!job) {
      const text = this.isInTrouble ? wording.say("inTrouble") : `${wording.say("loading")}…`;
      return html`<h1 class="quiet" tabindex="-1">${text}</h1>`;
    }
    const quietMs = Date.now() - this.#lastNewsAt;
    const seen = { wording, problem, isInTrouble, notifying, quietMs, now: serverNow() };
    if (isEnded(job)) return endedJob(job, { ...seen, isOneOfMany: job.batch !== null }, this.#actions);
    return runningJob(job, seen, this.#actions);
  }

  readonly #actions: JobActions = {
    cancel: () => void this.#ask(async () => this.#onJob(await cancelJob(this.jobId))),
    retry: (password) =>
      void this.#ask(async () => {
        this.#onJob(await retryJob(this.jobId, password));
        this.#watch();
      }),
    remove: () =>
      void this.#ask(async () => {
        await removeJob(this.jobId);
        this.announce(this.wording.say("deleted"));
        this.shared.navigate(this.job?.batch ? addressOfSending(this.job.batch) : addressOf(""));
      }),
    copied: () => this.announce(this.wording.say("copied")),
    notify: () =>
      void Notification.requestPermission().then((permission) => {
        this.notifying = permission;
      }),
  };

  #watch(): void {
    this.#stopWatching();
    this.isGone = false;
    this.#stopWatching = watchJob({
      find: (signal) => findJob(this.jobId, signal),
      listen: (onJob, onError) => listenToJob(this.jobId, onJob, onError),
      onJob: (job) => this.#onJob(job),
      onGone: () => this.#onGone(),
      onTrouble: (isInTrouble) => {
        this.isInTrouble = isInTrouble;
      },
    });
  }

  #onJob(job: Job): void {
    const before = this.job;
    void this.keepFocus(".actions .primary", "h1");
    this.#lastNewsAt = Date.now();
    this.job = job;
    if (before?.status === job.status) return;
    this.problem = undefined;
    const headline = headlineOf(job, this.wording);
    this.announce(job.error ? `${headline} ${adviceOf(job.error, this.wording)}` : headline);
    if (isEnded(job) && this.notifying === "granted") notifyDone(`${headline}: ${job.source.filename}`);
    if (before !== undefined && isEnded(job)) void this.#focusNextAction();
  }

  /** The job ended while the user was on this page: focus the next action. */
  async #focusNextAction(): Promise<void> {
    await this.updateComplete;
    const { activeElement } = document;
    if (activeElement === document.body || this.contains(activeElement)) this.focusFirst(".actions .primary");
  }

  #onGone(): void {
    void this.keepFocus("h1");
    this.isGone = true;
  }

  async #ask(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.problem = error instanceof ApiProblem ? error : new ApiProblem("answer_unclear", String(error));
      this.announce(this.wording.find("failure", this.problem.code) ?? this.problem.message);
    }
  }
}

function tabStateOf({ status, progress }: Job): number | "done" | "failed" {
  if (status === "queued") return 0;
  return status === "processing" ? progress.percent : status === "succeeded" ? "done" : "failed";
}

customElements.define("job-page", JobPage);

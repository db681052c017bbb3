import { html, type PropertyValues, type TemplateResult } from "lit";
import { addressOf } from "../addresses.ts";
import { ApiProblem } from "../api/api-problem.ts";
import { findJob } from "../api/client.ts";
import type { Job } from "../api/job.ts";
import { listenToJob } from "../api/listen-to-job.ts";
import {
  archiveAddress,
  findJobs,
  listenToSending,
  mergeJobs,
  type SendingNews,
} from "../api/sending-calls.ts";
import { serverNow } from "../api/server-clock.ts";
import type { RowActions } from "../parts/file-row.ts";
import { LightElement } from "../parts/light-element.ts";
import { notifyDone } from "../parts/notify.ts";
import { addressOfJob } from "../route.ts";
import { pdfsToMerge } from "../sendings/pdfs-to-merge.ts";
import type { Sending } from "../sendings/sending.ts";
import { type Summary, summaryOf } from "../sendings/summary.ts";
import { isUploading, noteUpload } from "../sendings/upload-note.ts";
import { watchSending } from "../sendings/watch-sending.ts";
import type { Shared } from "../shared.ts";
import { missingPage } from "./missing-page.ts";
import { headlineOfSending, sendingPanel, showSendingInTab } from "./sending-panel.ts";
import { singleFile } from "./single-file.ts";
import "../parts/file-list.ts";

/** `/sendings/{id}`: everything that was sent at once, on its way and when it is ready. */
class SendingPage extends LightElement {
  static override properties = {
    ...LightElement.properties,
    shared: {},
    sendingId: {},
    isGone: { state: true },
    isLoading: { state: true },
    isMerging: { state: true },
    isInTrouble: { state: true },
    notifying: { state: true },
    problem: { state: true },
  };
  declare shared: Shared;
  declare sendingId: string;
  declare isGone: boolean;
  declare isLoading: boolean;
  declare isMerging: boolean;
  declare isInTrouble: boolean;
  declare problem: ApiProblem | undefined;
  declare notifying: NotificationPermission | undefined;
  #sending: Sending | undefined;
  #stop = () => {};
  #before: Summary | undefined;
  #lastNewsAt = Date.now();
  #clock: ReturnType<typeof setInterval> | undefined;
  #isDrawing = false;
  #hadFocus = false;

  /** Many changes in a moment are drawn once. */
  readonly #onChange = () => {
    this.#noteUpload();
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    setTimeout(() => {
      this.#isDrawing = false;
      this.requestUpdate();
      void this.keepFocus(".leave", ".actions .primary", "h1");
      this.#announceMilestones();
    }, 50);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.#sending?.isRunning && this.requestUpdate(), 1_000);
    if (this.#sending) this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
    clearInterval(this.#clock);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("sendingId")) this.#watch();
    this.#hadFocus = this.contains(document.activeElement);
  }

  /** Whatever the reason for drawing anew was, the focus is not lost. */
  protected override updated(): void {
    if (this.#hadFocus && !this.contains(document.activeElement)) this.focusFirst(".actions .primary", "h1");
  }

  override render(): TemplateResult {
    const { wording, shared, isInTrouble, notifying } = this;
    const sending = this.#sending;
    if (sending === undefined || this.isGone)
      return missingPage(wording, isUploading(this.sendingId) ? "notArrived" : "missing");
    const { files } = sending;
    if (files.length === 0) {
      const text = isInTrouble ? wording.say("inTrouble") : `${wording.say("loading")}…`;
      return html`<h1 class="quiet" tabindex="-1">${text}</h1>`;
    }
    const summary = summaryOf(files);
    showSendingInTab(files, summary, wording);
    const [only] = files;
    const seen = {
      wording,
      isInTrouble,
      notifying,
      isMerging: this.isMerging,
      problem: this.problem,
      archive: archiveAddress(sending.id),
      quietMs: Date.now() - this.#lastNewsAt,
      now: serverNow(),
    };
    const actions = this.#actions(sending);
    if (only && files.length === 1)
      return singleFile(only, seen, { ...actions, ...this.#actionsForAll(sending) });
    return html`<div class="work">
      ${sendingPanel(summary, seen, this.#actionsForAll(sending))}
      <section class="sheet files" aria-label=${wording.count("files", files.length)}>
        <file-list .files=${files} .formats=${shared.formats} .wording=${wording} .actions=${actions}></file-list>
      </section>
    </div>`;
  }

  #rowActions: RowActions | undefined;

  /** The same object for every draw, so that rows which did not change are not drawn again. */
  #actions(sending: Sending): RowActions {
    const { actions } = this.shared;
    this.#rowActions ??= {
      leave: (key) => actions.leave(sending, key),
      undo: (key) => actions.undo(sending, key),
      retry: (key, password) => void actions.retry(sending, key, password),
      choose: (key, format) => sending.change(key, { format, hasOwnChoice: true }),
    };
    return this.#rowActions;
  }

  #actionsForAll(sending: Sending) {
    const pdfs = pdfsToMerge(sending.files);
    return {
      mergeAll: pdfs && (() => void this.#merge(sending, pdfs)),
      cancelAll: () => void this.#ask(() => this.shared.actions.cancelAll(sending)),
      removeAll: () => void this.#removeAll(sending),
      copied: () => this.announce(this.wording.say("copied")),
      notify: () =>
        void Notification.requestPermission().then((permission) => {
          this.notifying = permission;
        }),
    };
  }

  /** The page of the merged PDF opens; going back leads here. */
  async #merge(sending: Sending, pdfs: readonly string[]): Promise<void> {
    this.isMerging = true;
    this.announce(this.wording.say("merging"));
    await this.#ask(async () => {
      const { id } = await mergeJobs(sending.id, pdfs);
      if (this.isConnected && this.sendingId === sending.id) this.shared.navigate(addressOfJob(id));
    });
    this.isMerging = false;
  }

  async #removeAll(sending: Sending): Promise<void> {
    if (!(await this.#ask(() => this.shared.actions.removeAll(sending)))) return;
    this.shared.history.forget(sending.id);
    this.announce(this.wording.say("deleted"));
    this.shared.navigate(addressOf(""));
  }

  /** True if it went well; otherwise the page says why not. */
  async #ask(act: () => Promise<void>): Promise<boolean> {
    this.problem = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = error instanceof ApiProblem ? error : new ApiProblem("answer_unclear", String(error));
      this.announce(this.wording.find("failure", this.problem.code) ?? this.problem.message);
      return false;
    }
  }

  #watch(): void {
    this.#unwatch();
    this.isGone = false;
    this.#before = undefined;
    this.#rowActions = undefined;
    const { history } = this.shared;
    const sending = this.shared.sending(this.sendingId);
    this.#sending = sending;
    this.#noteUpload();
    sending.addEventListener("change", this.#onChange);
    this.#stop = watchSending(sending, {
      list: (signal) => jobsOf(sending, signal),
      listen: (onJobs, onError) => listenTo(sending, onJobs, onError),
      onGone: () => {
        this.isGone = true;
        history.forget(sending.id);
      },
      onTrouble: (isInTrouble) => {
        this.isInTrouble = isInTrouble;
      },
      onNews: () => {
        this.#lastNewsAt = Date.now();
      },
    });
  }

  #noteUpload(): void {
    const files = this.#sending?.files ?? [];
    if (files.length > 0)
      noteUpload(
        this.sendingId,
        files.every(({ job }) => job === undefined),
      );
  }

  #unwatch(): void {
    this.#stop();
    this.#sending?.removeEventListener("change", this.#onChange);
  }

  /** That the last file has ended, and nothing in between. */
  #announceMilestones(): void {
    const sending = this.#sending;
    if (sending === undefined) return;
    const summary = summaryOf(sending.files);
    const hadRunning = this.#before !== undefined && this.#before.running > 0;
    this.#before = summary;
    if (!hadRunning || summary.running > 0 || summary.total === 0) return;
    const headline = headlineOfSending(summary, this.wording);
    this.announce(headline);
    if (this.notifying === "granted") notifyDone(headline);
    void this.#focusNextAction();
  }

  /** All has ended while the user was on this page: focus the next action. */
  async #focusNextAction(): Promise<void> {
    await this.updateComplete;
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.tagName === "H1")
      this.focusFirst(".actions .primary");
  }
}

/** A single job is asked for by itself: only then its place in the queue is told. */
async function jobsOf(sending: Sending, signal: AbortSignal): Promise<Job[]> {
  const [only] = sending.files;
  if (sending.files.length !== 1 || !only?.job) return findJobs(sending.id, signal);
  const job = await findJob(only.job.id, signal);
  return job === undefined ? [] : [job];
}

function listenTo(sending: Sending, onNews: (news: SendingNews) => void, onError: () => void): () => void {
  const [only] = sending.files;
  if (sending.files.length !== 1 || !only?.job) return listenToSending(sending.id, onNews, onError);
  return listenToJob(only.job.id, (job) => onNews({ jobs: [job], removed: [] }), onError);
}

customElements.define("sending-page", SendingPage);

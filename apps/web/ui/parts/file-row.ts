import { html, nothing, type TemplateResult } from "lit";
import { resultAddress, thumbnailAddress } from "../addresses.ts";
import { type Formats, sourceOf } from "../api/formats.ts";
import { isEnded } from "../api/job.ts";
import { serverNow } from "../api/server-clock.ts";
import { interruptionTextOf, msToNextAttempt } from "../jobs/interruption-text.ts";
import { adviceOf, headlineOf, progressOf, progressTextOf, resultFactsOf } from "../jobs/shown-job.ts";
import { addressOfJob } from "../route.ts";
import { percentSent, type SendingFile, stateOf } from "../sendings/sending-file.ts";
import type { Wording } from "../texts/wording.ts";
import { documentIcon, downloadIcon, noteIcon, removeIcon } from "./icons.ts";
import { LightElement } from "./light-element.ts";
import { needsPassword, passwordForm } from "./password-form.ts";
import { progressBar } from "./progress-bar.ts";
import { targetPicker } from "./target-picker.ts";
import { warningText } from "./warning-notes.ts";

/** What a row asks of its list. */
export interface RowActions {
  leave(key: string): void;
  undo(key: string): void;
  /** With the password that opens it, where one was asked for. */
  retry(key: string, password?: string): void;
  choose(key: string, format: string): void;
}

/** One file of a sending: its name, what is happening to it, and what can be done about it. */
class FileRow extends LightElement {
  static override properties = { ...LightElement.properties, file: {}, formats: {}, actions: {} };
  declare file: SendingFile;
  declare formats: Formats | undefined;
  declare actions: RowActions;
  #countdown: ReturnType<typeof setTimeout> | undefined;

  /** From × to Undo, and back: what took the place of the focused element has the focus. */
  #keepFocus(): void {
    if (this.#hadFocus && !this.hasFocus) this.focusFirst(".undo", ".leave");
  }

  /** A row is drawn anew when its file changes, and each second while it says when its job starts again. */
  protected override updated(): void {
    this.#keepFocus();
    clearTimeout(this.#countdown);
    const { job } = this.file;
    if (this.isConnected && job && !isEnded(job) && msToNextAttempt(job, serverNow()) !== undefined)
      this.#countdown = setTimeout(() => this.requestUpdate(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#countdown);
  }

  #hadFocus = false;

  protected override willUpdate(): void {
    this.#hadFocus = this.hasFocus;
  }

  override render(): TemplateResult {
    const { file, wording } = this;
    const state = stateOf(file);
    return html`<div class="row ${state}">
      ${thumbnailOf(file)}
      <div class="row-text">
        ${nameOf(file)}
        ${file.leaving ? this.#undo() : this.#facts()}
      </div>
      <div class="row-tools">
        ${state === "chosen" || state === "unsent" ? this.#target() : nothing}
        ${state === "done" && !file.leaving ? downloadLink(file, wording) : nothing}
        ${file.leaving ? nothing : this.#leave()}
      </div>
    </div>`;
  }

  #facts(): TemplateResult {
    const { file, wording } = this;
    const { job, problem } = file;
    const failed = job?.error && job.status !== "canceled" ? job.error : undefined;
    const interruption = job && interruptionTextOf(job, wording, serverNow());
    return html`<span class="quiet figures">${statusTextOf(file, wording)}</span>
      ${interruption ? html`<span class="row-advice figures">${interruption}</span>` : nothing}
      ${barOf(file, wording)}
      ${failed ? html`<span class="row-advice">${adviceOf(failed, wording)}</span>` : nothing}
      ${problem ? html`<span class="problem">${wording.find("failure", problem.code) ?? ""} ${adviceOf(problem, wording)}</span>` : nothing}
      ${this.#notes()}
      ${this.#again()}`;
  }

  /** How many notes there are; they open in place. */
  #notes(): TemplateResult | typeof nothing {
    const { file, wording } = this;
    const warnings = file.job?.warnings ?? [];
    if (file.job?.status !== "succeeded" || warnings.length === 0) return nothing;
    return html`<details class="row-notes">
      <summary>${noteIcon}${wording.count("notes", warnings.length)}</summary>
      <ul>${warnings.map((warning) => html`<li>${warningText(warning, wording)}</li>`)}</ul>
    </details>`;
  }

  #undo(): TemplateResult {
    const { file, wording, actions } = this;
    const text = wording.say(file.leaving === "cancel" ? "canceling" : "removing");
    return html`<span class="quiet">${text}
      <button type="button" class="link undo" @click=${() => actions.undo(file.key)}>
        ${wording.say("undo")}<span class="hidden-text"> ${file.name}</span>
      </button>
    </span>`;
  }

  /** Trying again, where that can help. */
  #again(): TemplateResult | typeof nothing {
    const { file, wording, actions } = this;
    const { job } = file;
    if (job?.status === "failed" && needsPassword(job.error?.code)) {
      return passwordForm(file.name, wording, (password) => actions.retry(file.key, password));
    }
    const canSend = stateOf(file) === "unsent";
    const canRetry = job?.status === "failed" && job.error?.retryable;
    const canSendAgain = job?.status === "canceled" || job?.status === "expired";
    if (!canSend && !canRetry && !canSendAgain) return nothing;
    const text = wording.say(canSendAgain ? "convertAgain" : "tryAgain");
    return html`<span><button type="button" class="small" @click=${() => actions.retry(file.key)}>
      ${text}<span class="hidden-text"> ${file.name}</span>
    </button></span>`;
  }

  #target(): TemplateResult | typeof nothing {
    const { file, formats, wording, actions } = this;
    const targets = (formats && sourceOf(file.name, formats)?.to) ?? [];
    if (targets.length < 2) return nothing;
    const label = wording.say("targetOf", { name: file.name });
    return targetPicker(targets, file.format, label, (format) => actions.choose(file.key, format));
  }

  #leave(): TemplateResult {
    const { file, wording, actions } = this;
    const isUnderWay = ["uploading", "waiting", "converting"].includes(stateOf(file));
    const label = wording.say(isUnderWay ? "cancelFile" : "removeFile", { name: file.name });
    return html`<button type="button" class="bare leave" aria-label=${label} title=${label} @click=${() => actions.leave(file.key)}>
      ${removeIcon}
    </button>`;
  }
}

function thumbnailOf({ job, format }: SendingFile): TemplateResult {
  if (!job?.links.thumbnail) return html`<span class="thumb" aria-hidden="true">${documentIcon}</span>`;
  return html`<span class="thumb ${format}" aria-hidden="true">
    <img src=${thumbnailAddress(job.id)} alt="" loading="lazy" decoding="async" @error=${hide} />
  </span>`;
}

function hide({ target }: Event): void {
  (target as HTMLElement).hidden = true;
}

function nameOf({ name, job, leaving }: SendingFile): TemplateResult {
  if (job === undefined || leaving) return html`<span class="row-name">${name}</span>`;
  return html`<a class="row-name" href=${addressOfJob(job.id)}>${name}</a>`;
}

function statusTextOf(file: SendingFile, wording: Wording): string {
  const { job, upload, bytes, sentBytes } = file;
  if (job === undefined) {
    const size = wording.bytes(bytes);
    if (upload === "waiting") return `${size} · ${wording.say("waitingToSend")}`;
    return upload === "sending"
      ? wording.say("sentOf", { sent: wording.bytes(sentBytes), total: size })
      : size;
  }
  const parts = job.result ? resultFactsOf(job, wording) : [headlineOf(job, wording)];
  const isUnderWay = job.status === "queued" || job.status === "processing";
  return [...parts, ...(isUnderWay ? [progressTextOf(job, wording)] : [])].filter(Boolean).join(" · ");
}

function barOf(file: SendingFile, wording: Wording): TemplateResult | typeof nothing {
  const { job, upload, name } = file;
  if (job?.status === "processing") {
    return progressBar(progressOf(job).percent, `${wording.say("stateProcessing")}: ${name}`, wording);
  }
  if (job !== undefined || upload !== "sending") return nothing;
  return progressBar(percentSent(file), `${wording.say("stateUploading")}: ${name}`, wording);
}

function downloadLink({ job, name }: SendingFile, wording: Wording): TemplateResult | typeof nothing {
  if (!job) return nothing;
  const label = `${wording.say("downloadOther")}: ${name}`;
  return html`<a class="bare" href=${resultAddress(job.id)} download aria-label=${label} title=${label}>${downloadIcon}</a>`;
}

customElements.define("file-row", FileRow);

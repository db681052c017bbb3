import { html, type TemplateResult } from "lit";
import type { ApiProblem } from "../api/api-problem.ts";
import { canNotify } from "../parts/notify.ts";
import type { Wording } from "../texts/wording.ts";

/** How a page sees what it shows. */
export interface Seen {
  readonly wording: Wording;
  /** Whether the server is unreachable at the moment. */
  readonly isInTrouble: boolean;
  readonly notifying: NotificationPermission | undefined;
  /** Time since the last news from the server. */
  readonly quietMs: number;
  readonly now: number;
  /** Why the last action on what is shown failed. */
  readonly problem: ApiProblem | undefined;
  /** Whether one PDF of all is being asked for. */
  readonly isMerging?: boolean;
  /** Where all results of the sending are in one file. */
  readonly archive?: string;
}

/** What may be done to a whole sending. */
export interface WholeSendingActions {
  /** Undefined where its results cannot become one PDF. */
  readonly mergeAll?: (() => void) | undefined;
  cancelAll(): void;
  removeAll(): void;
  notify(): void;
  /** The address of the page was copied. */
  copied(): void;
}

export function notifyOffer(
  { notifying, wording }: Seen,
  { notify }: Pick<WholeSendingActions, "notify">,
): TemplateResult {
  if (notifying === "granted") return html`<span class="quiet">${wording.say("notifyOn")}</span>`;
  if (notifying === "denied") return html`<span class="quiet">${wording.say("notifyDenied")}</span>`;
  if (!canNotify()) return html``;
  return html`<button class="link" @click=${notify}>${wording.say("notify")}</button>`;
}

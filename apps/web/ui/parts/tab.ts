import { addressOf } from "../addresses.ts";
import done from "../icons/done.svg";
import failed from "../icons/failed.svg";
import working0 from "../icons/working-0.svg";
import working1 from "../icons/working-1.svg";
import working2 from "../icons/working-2.svg";
import working3 from "../icons/working-3.svg";

const working = [working0, working1, working2, working3];
let own: string | undefined;

/** What the browser's tab shows: a title, and the progress as an icon; without a state, the page's own icon. */
export function showInTab(title: string, state?: number | "done" | "failed"): void {
  document.title = title;
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (link === null) return;
  own ??= link.href;
  const icon = state === undefined ? own : addressOf(iconOf(state));
  if (link.getAttribute("href") !== icon) link.setAttribute("href", icon);
}

function iconOf(state: number | "done" | "failed"): string {
  if (state === "done") return done;
  if (state === "failed") return failed;
  return working[Math.min(3, Math.floor(state / 25))] ?? working0;
}

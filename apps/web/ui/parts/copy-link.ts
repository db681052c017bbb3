import { html, nothing, type TemplateResult } from "lit";
import type { Wording } from "../texts/wording.ts";
import { linkIcon } from "./icons.ts";

/** Copies the address of the page. Browsers offer that only to pages with TLS or on the same machine. */
export function copyLink(wording: Wording, onCopied: () => void): TemplateResult | typeof nothing {
  if (!navigator.clipboard) return nothing;
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    onCopied();
  };
  return html`<button type="button" class="link" @click=${copy}>${linkIcon}${wording.say("copyLink")}</button>`;
}

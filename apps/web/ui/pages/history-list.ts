import { html, nothing, type TemplateResult } from "lit";
import { thumbnailAddress } from "../addresses.ts";
import { serverNow } from "../api/server-clock.ts";
import { documentIcon, removeIcon } from "../parts/icons.ts";
import { LightElement } from "../parts/light-element.ts";
import { addressOfSending } from "../route.ts";
import type { History, PastSending } from "../sendings/history.ts";

/** What this browser sent before: a row for each sending. */
class HistoryList extends LightElement {
  static override properties = { ...LightElement.properties, history: {} };
  declare history: History;
  readonly #onChange = () => {
    this.requestUpdate();
    void this.keepFocus(".forget", "#history-title");
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.history.addEventListener("change", this.#onChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.history.removeEventListener("change", this.#onChange);
  }

  override render(): TemplateResult | typeof nothing {
    const { wording, history } = this;
    if (history.all.length === 0) return nothing;
    return html`<section class="history" aria-labelledby="history-title">
      <div class="history-head">
        <h2 id="history-title" tabindex="-1">${wording.say("historyTitle")}</h2>
        <button class="link" @click=${() => history.forgetAll()}>${wording.say("clearList")}</button>
      </div>
      <ul class="rows">${history.all.map((past) => this.#row(past))}</ul>
      <p class="quiet">${wording.say("historyNote")}</p>
    </section>`;
  }

  #row({ id, name, count, createdAt, expiresAt, picture }: PastSending): TemplateResult {
    const { wording } = this;
    const now = serverNow();
    const facts = [
      wording.fromNow(Date.parse(createdAt) - now),
      wording.say("deletedWhen", { time: wording.fromNow(Date.parse(expiresAt) - now) }),
    ];
    return html`<li><div class="row">
      <span class="thumb" aria-hidden="true">
        ${picture ? html`<img src=${thumbnailAddress(picture)} alt="" loading="lazy" @error=${hide} />` : documentIcon}
      </span>
      <div class="row-text">
        <a class="row-name" href=${addressOfSending(id)}>
          ${count > 1 ? wording.count("nameAndMore", count - 1, { name }) : name}
        </a>
        <span class="quiet figures">${facts.join(" · ")}</span>
      </div>
      <button class="bare forget" aria-label=${wording.say("forget", { name })} @click=${() => this.history.forget(id)}>
        ${removeIcon}
      </button>
    </div></li>`;
  }
}

/** It may have been deleted. */
function hide({ target }: Event): void {
  (target as HTMLElement).hidden = true;
}

customElements.define("history-list", HistoryList);

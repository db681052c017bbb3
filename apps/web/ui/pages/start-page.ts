import { html, type TemplateResult } from "lit";
import type { PageState } from "../page-state.ts";
import { chooser } from "../parts/chooser.ts";
import { LightElement } from "../parts/light-element.ts";
import { limits } from "../parts/limits.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import { showInTab } from "../parts/tab.ts";
import type { SendingFile } from "../sendings/sending-file.ts";
import { alreadyChosenText, draftView } from "./draft-view.ts";
import "./history-list.ts";

/** `/`: choose or drop files, say what they become, send them. Below, what this browser sent before. */
class StartPage extends LightElement {
  static override properties = { ...LightElement.properties, shared: {} };
  declare shared: PageState;
  #known: ReadonlySet<string> = new Set();

  readonly #onChange = () => {
    const { files } = this.shared.draft;
    const news = files.filter(({ key }) => !this.#known.has(key));
    this.#known = new Set(files.map(({ key }) => key));
    this.requestUpdate();
    if (news.length > 0) void this.#announceNews(news);
    else {
      void this.keepFocus(".leave", ".choose input");
      void this.#announceAgain();
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.shared.addEventListener("change", this.#onChange);
    this.#onChange();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shared.removeEventListener("change", this.#onChange);
  }

  protected override updated(): void {
    showInTab("Platen");
  }

  override render(): TemplateResult {
    const { shared, wording } = this;
    if (shared.draft.files.length > 0)
      return draftView(shared, wording, (...where) => this.focusFirst(...where));
    return html`${this.#invitation()}<history-list .history=${shared.history} .wording=${wording}></history-list>`;
  }

  #invitation(): TemplateResult {
    const { wording, shared } = this;
    return html`<article class="sheet invitation">
      ${sheetPicture("empty", 0)}
      <div class="sheet-text">
        <h1 tabindex="-1">${wording.say("startTitle")}</h1>
        <p class="lead">${wording.say("startLead")}</p>
        <div class="actions">
          ${chooser(shared, wording, "chooseFiles", "primary")}
          <span class="quiet">${wording.say("dropHere")}</span>
        </div>
        ${limits(shared.formats, wording)}
      </div>
    </article>`;
  }

  async #announceAgain(): Promise<void> {
    await this.updateComplete;
    const again = alreadyChosenText(this.shared, this.wording);
    if (again) this.announce(again);
  }

  /** Announces new files and problems, and focuses the next action. */
  async #announceNews(news: readonly SendingFile[]): Promise<void> {
    await this.updateComplete;
    const ready = this.shared.draft.files.filter(({ upload }) => upload === "chosen").length;
    const problem = news.find((file) => file.problem)?.problem;
    const failure = problem ? `${this.wording.find("failure", problem.code) ?? problem.message} ` : "";
    const again = alreadyChosenText(this.shared, this.wording);
    this.announce(`${failure}${this.wording.count("filesChosen", ready)} ${again}`.trim());
    this.focusFirst(".panel .primary", ".choose input");
  }
}

customElements.define("start-page", StartPage);

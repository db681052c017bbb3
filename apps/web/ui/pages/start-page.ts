import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { arePagesValid, type ConversionOptions, noOptions } from "../api/conversion-options.ts";
import { percentOf, type Upload } from "../jobs/uploads.ts";
import { LightElement } from "../parts/light-element.ts";
import { limits } from "../parts/limits.ts";
import { optionsForm } from "../parts/options-form.ts";
import { sheetPicture } from "../parts/sheet-picture.ts";
import { uploadRow } from "../parts/upload-row.ts";
import type { Shared } from "../shared.ts";
import { sendingOne } from "./sending-one.ts";
import "./recent-list.ts";

/** `/`: choose or drop files, set options, upload them. Below, the files that this browser uploaded before. */
class StartPage extends LightElement {
  static override properties = {
    ...LightElement.properties,
    shared: {},
    options: { state: true },
  };
  declare shared: Shared;
  declare options: ConversionOptions;
  #wantsPassword = location.hash === "#password";

  #known: readonly Upload[] = [];
  #hasArrived = false;

  readonly #onAccepted = () => {
    this.#hasArrived = true;
  };

  readonly #onChange = () => {
    const { all } = this.shared.uploads;
    const news = all.filter(({ key, problem }) => {
      const before = this.#known.find((upload) => upload.key === key);
      return before === undefined || (problem !== undefined && before.problem === undefined);
    });
    this.#known = all;
    this.requestUpdate();
    if (news.length > 0) void this.#announceNews(news);
    else void this.keepFocus(all.length === 0 && this.#hasArrived ? "#recent-title" : "h1", "h1");
  };

  constructor() {
    super();
    this.options = noOptions;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.shared.uploads.addEventListener("change", this.#onChange);
    this.shared.uploads.addEventListener("accepted", this.#onAccepted);
    this.#onChange();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shared.uploads.removeEventListener("change", this.#onChange);
    this.shared.uploads.removeEventListener("accepted", this.#onAccepted);
  }

  protected override updated(_changed: PropertyValues): void {
    const { all } = this.shared.uploads;
    const only = all.length === 1 ? all[0] : undefined;
    const percent = only && only.state === "sending" ? `${this.wording.percent(percentOf(only))} ` : "";
    document.title = `${percent}${only ? `${only.file.name} · ` : ""}Platen`;
  }

  override render(): TemplateResult {
    const { uploads } = this.shared;
    const [only] = uploads.all;
    if (only && uploads.all.length === 1 && (only.state === "sending" || only.state === "waiting")) {
      return sendingOne(only, this.wording, () => uploads.remove(only.key));
    }
    return html`
      <article class="sheet">
        ${sheetPicture("empty", 0)}
        ${uploads.all.length === 0 ? this.#invitation() : this.#chosen(uploads.all)}
      </article>
      <recent-list .recent=${this.shared.recent} .wording=${this.wording}></recent-list>
    `;
  }

  #invitation(): TemplateResult {
    const { wording, shared } = this;
    return html`<div class="sheet-text">
      <h1 tabindex="-1">${wording.say("startTitle")}</h1>
      <p class="lead">${wording.say("startLead")}</p>
      <div class="actions">
        ${this.#chooser("chooseFiles", "primary")}
        <span class="quiet">${wording.say("dropHere")}</span>
      </div>
      ${limits(shared.formats, wording)}
    </div>`;
  }

  /** A real file input inside its label works with keyboards, phones and screen readers. */
  #chooser(label: "chooseFiles" | "chooseMore", importance: "primary" | ""): TemplateResult {
    const take = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      this.shared.add([...(input.files ?? [])]);
      input.value = ""; // so that the same file can be chosen again
    };
    const accept = this.shared.formats?.accept.join(",") ?? nothing;
    return html`<label class="choose">
      <input type="file" class="hidden-text" multiple accept=${accept} @change=${take} />
      <span class="button ${importance}">${this.wording.say(label)}</span>
    </label>`;
  }

  #chosen(all: readonly Upload[]): TemplateResult {
    const { wording, shared } = this;
    const ready = all.filter(({ state }) => state === "chosen").length;
    const isOnlySending = ready === 0 && shared.uploads.isSending;
    const convert = (event: Event) => {
      event.preventDefault();
      if (arePagesValid(this.options.pages)) shared.convert(this.options);
      else this.focusFirst("[name=pages]");
    };
    const setOptions = (options: ConversionOptions) => {
      this.options = options;
    };
    return html`<form class="sheet-text chosen" @submit=${convert}>
      <h1 tabindex="-1">
        ${isOnlySending ? wording.say("stateUploading") : wording.count("chosenFiles", ready)}
      </h1>
      <ul class="rows">
        ${all.map((upload) => uploadRow(upload, wording, () => shared.uploads.remove(upload.key)))}
      </ul>
      ${ready > 0 ? optionsForm(this.options, wording, this.#wantsPassword, setOptions) : ""}
      <div class="actions">
        ${ready > 0 ? html`<button class="primary">${wording.count("convert", ready)}</button>` : ""}
        ${this.#chooser("chooseMore", "")}
      </div>
      ${limits(shared.formats, wording)}
    </form>`;
  }

  /** Announces new files and problems, and focuses the next action. */
  async #announceNews(news: readonly Upload[]): Promise<void> {
    await this.updateComplete;
    const ready = this.shared.uploads.all.filter(({ state }) => state === "chosen").length;
    const problem = news.find((upload) => upload.problem)?.problem;
    const failure = problem ? `${this.wording.find("failure", problem.code) ?? problem.message} ` : "";
    this.announce(`${failure}${this.wording.count("filesChosen", ready)}`);
    this.focusFirst(this.#wantsPassword ? "[name=password]" : ".chosen .primary", ".choose input");
  }
}

customElements.define("start-page", StartPage);

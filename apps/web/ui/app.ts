import { html, type TemplateResult } from "lit";
import { addressOf } from "./addresses.ts";
import { cancelJob, findFormats, removeJob, retryJob } from "./api/client.ts";
import { keepOptions, keptOptions } from "./api/kept-options.ts";
import { sendUpload } from "./api/send-upload.ts";
import { cancelJobs, removeJobs } from "./api/sending-calls.ts";
import { serverNow } from "./api/server-clock.ts";
import { browserStorage } from "./browser-storage.ts";
import { PageState } from "./page-state.ts";
import { missingPage } from "./pages/missing-page.ts";
import { catchFiles } from "./parts/catch-files.ts";
import { followLink } from "./parts/follow-link.ts";
import { brandMark } from "./parts/icons.ts";
import { languagePicker } from "./parts/language-picker.ts";
import { LightElement } from "./parts/light-element.ts";
import { applyTheme, chooseTheme, currentTheme, type Theme, themeButton } from "./parts/theme.ts";
import { type Route, routeOf } from "./route.ts";
import { History } from "./sendings/history.ts";
import { SendingActions } from "./sendings/sending-actions.ts";
import { UploadQueue } from "./sendings/upload-queue.ts";
import { type Language, preferredLanguage, rememberLanguage } from "./texts/language.ts";
import { loadTexts } from "./texts/load-texts.ts";
import { Wording } from "./texts/wording.ts";
import "./pages/start-page.ts";
import "./pages/sending-page.ts";
import "./pages/job-page.ts";

const storage = browserStorage();
let firstWording: Wording;

const calls = {
  cancel: cancelJob,
  retry: retryJob,
  remove: removeJob,
  cancelAll: cancelJobs,
  removeAll: removeJobs,
};

/** The shell: the current page, its language, and the state that all pages share. */
class App extends LightElement {
  static override properties = {
    ...LightElement.properties,
    route: { state: true },
    announcement: { state: true },
    isDragging: { state: true },
    theme: { state: true },
  };
  declare route: Route;
  declare announcement: string;
  declare isDragging: boolean;
  declare theme: Theme;

  readonly #storage = storage;
  readonly #state = new PageState({
    history: new History(this.#storage, Date.now()),
    actions: new SendingActions(calls, new UploadQueue(sendUpload)),
    navigate: (address) => void this.#navigate(address),
    now: serverNow,
    kept: keptOptions(this.#storage),
    keep: (kept) => keepOptions(this.#storage, kept),
  });

  constructor() {
    super();
    this.wording = firstWording;
    this.route = routeOf(location.pathname);
    this.announcement = "";
    this.isDragging = false;
    this.theme = currentTheme(this.#storage);
    applyTheme(this.#storage);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", () => void this.#show(routeOf(location.pathname)));
    addEventListener("beforeunload", (event) => this.#state.holdsFiles && event.preventDefault());
    addEventListener("pagehide", () => this.#state.actions.finish());
    this.addEventListener("click", (event) => followLink(event, (address) => void this.#navigate(address)));
    this.addEventListener("announce", (event) => {
      this.announcement = (event as CustomEvent<string>).detail;
    });
    catchFiles(
      (isDragging) => {
        this.isDragging = isDragging;
      },
      (files) => this.#add(files),
    );
    void this.#loadFormats();
  }

  override render(): TemplateResult {
    const { wording, route } = this;
    document.documentElement.lang = wording.language;
    return html`
      <header class="top">
        <a class="brand" href=${addressOf("")}>${brandMark}<span>Platen</span></a>
        <span class="top-tools">${themeButton(this.theme, wording, (theme) => this.#setTheme(theme))}
        ${languagePicker(wording, (language) => this.#setLanguage(language))}</span>
      </header>
      <main>${this.#page(route, wording)}</main>
      <footer><a href=${addressOf("docs")} target="_blank" rel="noopener">${wording.say("apiLink")}</a></footer>
      <p class="hidden-text" role="status">${this.announcement}</p>
      <div class="drop-veil" ?hidden=${!this.isDragging}><p>${wording.say("dropNow")}</p></div>
    `;
  }

  #page(route: Route, wording: Wording): TemplateResult {
    const shared = this.#state;
    if (route.page === "unknown") return missingPage(wording);
    if (route.page === "start") return html`<start-page .shared=${shared} .wording=${wording}></start-page>`;
    if (route.page === "job") {
      return html`<job-page .shared=${shared} .wording=${wording} .jobId=${route.id}></job-page>`;
    }
    return html`<sending-page .shared=${shared} .wording=${wording} .sendingId=${route.id}></sending-page>`;
  }

  #add(files: Iterable<File>): void {
    this.#state.add(files);
    if (this.route.page !== "start") void this.#navigate(addressOf(""));
  }

  async #navigate(address: string): Promise<void> {
    history.pushState(null, "", address);
    await this.#show(routeOf(location.pathname));
  }

  /** Shows a page and focuses its heading, as after loading a document. */
  async #show(route: Route): Promise<void> {
    this.route = route;
    await this.updateComplete;
    const page = this.querySelector<LightElement>("start-page, sending-page, job-page");
    await page?.updateComplete;
    scrollTo(0, 0);
    if (!page?.contains(document.activeElement)) this.querySelector<HTMLElement>("h1")?.focus();
  }

  #setTheme(theme: Theme): void {
    chooseTheme(this.#storage, theme);
    this.theme = theme;
  }

  #setLanguage(language: Language): void {
    rememberLanguage(this.#storage, language);
    void wordingIn(language).then((wording) => {
      this.wording = wording;
    });
  }

  async #loadFormats(): Promise<void> {
    try {
      this.#state.setFormats(await findFormats());
    } catch {
      setTimeout(() => void this.#loadFormats(), 3_000);
    }
  }
}

async function wordingIn(language: Language): Promise<Wording> {
  return new Wording(language, await loadTexts(language));
}

/** Draws the page as soon as the texts are there. */
export async function startApp(): Promise<void> {
  firstWording = await wordingIn(preferredLanguage(storage, navigator.languages));
  customElements.define("platen-app", App);
}

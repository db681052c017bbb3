import { html, type TemplateResult } from "lit";
import { findFormats } from "./api/client.ts";
import type { ConversionOptions } from "./api/conversion-options.ts";
import { refusalOf } from "./api/formats.ts";
import type { Job } from "./api/job.ts";
import { sendUpload } from "./api/send-upload.ts";
import { browserStorage } from "./browser-storage.ts";
import { RecentJobs } from "./jobs/recent-jobs.ts";
import { Uploads } from "./jobs/uploads.ts";
import { missingPage } from "./pages/missing-page.ts";
import { catchDrops } from "./parts/catch-drops.ts";
import { followLink } from "./parts/follow-link.ts";
import { brandMark } from "./parts/icons.ts";
import { languagePicker } from "./parts/language-picker.ts";
import { LightElement } from "./parts/light-element.ts";
import { addressOfJob, type Route, routeOf } from "./route.ts";
import type { Shared } from "./shared.ts";
import { type Language, preferredLanguage, rememberLanguage } from "./texts/language.ts";
import { Wording } from "./texts/wording.ts";
import "./pages/start-page.ts";
import "./pages/job-page.ts";

/** The shell: which page is shown, in which language, and what outlives a change of page. */
class App extends LightElement {
  static override properties = {
    ...LightElement.properties,
    route: { state: true },
    said: { state: true },
    isDragging: { state: true },
  };
  declare route: Route;
  declare said: string;
  declare isDragging: boolean;

  readonly #storage = browserStorage();
  readonly #shared: Shared = {
    uploads: new Uploads(sendUpload),
    recent: new RecentJobs(this.#storage, Date.now()),
    sentFiles: new Map(),
    formats: undefined,
    add: (files) => this.#add(files),
    convert: (options) => this.#convert(options),
    navigate: (address) => void this.#navigate(address),
  };
  /** One file alone leads to its job's page; of several each becomes a row. */
  #leadsToJob = false;

  constructor() {
    super();
    this.wording = new Wording(preferredLanguage(this.#storage, navigator.languages));
    this.route = routeOf(location.pathname);
    this.said = "";
    this.isDragging = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { uploads } = this.#shared;
    uploads.addEventListener("accepted", (event) => this.#onAccepted((event as CustomEvent).detail));
    addEventListener("popstate", () => void this.#show(routeOf(location.pathname)));
    addEventListener("beforeunload", (event) => uploads.isSending && event.preventDefault());
    this.addEventListener("click", (event) => followLink(event, (address) => void this.#navigate(address)));
    this.addEventListener("announce", (event) => {
      this.said = (event as CustomEvent<string>).detail;
    });
    catchDrops(
      (isDragging) => {
        this.isDragging = isDragging;
      },
      (files) => this.#add(files),
    );
    void this.#learnFormats();
  }

  override render(): TemplateResult {
    const { wording, route } = this;
    document.documentElement.lang = wording.language;
    return html`
      <header class="top">
        <a class="brand" href="/">${brandMark}<span>Platen</span></a>
        ${languagePicker(wording, (language) => this.#speak(language))}
      </header>
      <main>${this.#page(route, wording)}</main>
      <footer><a href="/docs" target="_blank" rel="noopener">${wording.say("apiLink")}</a></footer>
      <p class="hidden-text" role="status">${this.said}</p>
      <div class="drop-veil" ?hidden=${!this.isDragging}><p>${wording.say("dropNow")}</p></div>
    `;
  }

  #page(route: Route, wording: Wording): TemplateResult {
    if (route.page === "lost") return missingPage(wording);
    if (route.page === "start") {
      return html`<start-page .shared=${this.#shared} .wording=${wording}></start-page>`;
    }
    return html`<job-page .shared=${this.#shared} .wording=${wording} .jobId=${route.id}></job-page>`;
  }

  #add(files: Iterable<File>): void {
    const { formats, uploads } = this.#shared;
    uploads.add(files, (file) => formats && refusalOf(file, formats));
    if (this.route.page !== "start") void this.#navigate("/");
  }

  #convert(options: ConversionOptions): void {
    const { uploads } = this.#shared;
    this.#leadsToJob = uploads.all.length === 1;
    uploads.start(options);
  }

  #onAccepted({ job, file }: { job: Job; file: File }): void {
    this.#shared.recent.remember(job);
    this.#shared.sentFiles.set(job.id, file);
    if (this.#leadsToJob && this.route.page === "start") void this.#navigate(addressOfJob(job.id));
  }

  async #navigate(address: string): Promise<void> {
    history.pushState(null, "", address);
    await this.#show(routeOf(location.pathname));
  }

  /** The new page's heading gets the focus, as it would after loading a document. */
  async #show(route: Route): Promise<void> {
    this.route = route;
    await this.updateComplete;
    const page = this.querySelector<LightElement>("start-page, job-page");
    await page?.updateComplete;
    scrollTo(0, 0);
    if (!page?.contains(document.activeElement)) this.querySelector<HTMLElement>("h1")?.focus();
  }

  #speak(language: Language): void {
    rememberLanguage(this.#storage, language);
    this.wording = new Wording(language);
  }

  async #learnFormats(): Promise<void> {
    try {
      this.#shared.formats = await findFormats();
    } catch {
      setTimeout(() => void this.#learnFormats(), 3_000);
    }
    this.#shared.uploads.dispatchEvent(new Event("change"));
  }
}

customElements.define("platen-app", App);

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

/** The shell: the current page, its language, and the state that all pages share. */
class App extends LightElement {
  static override properties = {
    ...LightElement.properties,
    route: { state: true },
    announcement: { state: true },
    isDragging: { state: true },
  };
  declare route: Route;
  declare announcement: string;
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
  /** A single upload opens the page of its job; several become rows of the list. */
  #opensJobPage = false;

  constructor() {
    super();
    this.wording = new Wording(preferredLanguage(this.#storage, navigator.languages));
    this.route = routeOf(location.pathname);
    this.announcement = "";
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
      this.announcement = (event as CustomEvent<string>).detail;
    });
    catchDrops(
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
        <a class="brand" href="/">${brandMark}<span>Platen</span></a>
        ${languagePicker(wording, (language) => this.#setLanguage(language))}
      </header>
      <main>${this.#page(route, wording)}</main>
      <footer><a href="/docs" target="_blank" rel="noopener">${wording.say("apiLink")}</a></footer>
      <p class="hidden-text" role="status">${this.announcement}</p>
      <div class="drop-veil" ?hidden=${!this.isDragging}><p>${wording.say("dropNow")}</p></div>
    `;
  }

  #page(route: Route, wording: Wording): TemplateResult {
    if (route.page === "unknown") return missingPage(wording);
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
    this.#opensJobPage = uploads.all.length === 1;
    uploads.start(options);
  }

  #onAccepted({ job, file }: { job: Job; file: File }): void {
    this.#shared.recent.remember(job);
    this.#shared.sentFiles.set(job.id, file);
    if (this.#opensJobPage && this.route.page === "start") void this.#navigate(addressOfJob(job.id));
  }

  async #navigate(address: string): Promise<void> {
    history.pushState(null, "", address);
    await this.#show(routeOf(location.pathname));
  }

  /** Shows a page and focuses its heading, as after loading a document. */
  async #show(route: Route): Promise<void> {
    this.route = route;
    await this.updateComplete;
    const page = this.querySelector<LightElement>("start-page, job-page");
    await page?.updateComplete;
    scrollTo(0, 0);
    if (!page?.contains(document.activeElement)) this.querySelector<HTMLElement>("h1")?.focus();
  }

  #setLanguage(language: Language): void {
    rememberLanguage(this.#storage, language);
    this.wording = new Wording(language);
  }

  async #loadFormats(): Promise<void> {
    try {
      this.#shared.formats = await findFormats();
    } catch {
      setTimeout(() => void this.#loadFormats(), 3_000);
    }
    this.#shared.uploads.dispatchEvent(new Event("change"));
  }
}

customElements.define("platen-app", App);

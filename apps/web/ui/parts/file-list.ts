import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Formats } from "../api/formats.ts";
import type { SendingFile } from "../sendings/sending-file.ts";
import type { RowActions } from "./file-row.ts";
import { LightElement } from "./light-element.ts";
import "./file-row.ts";

const rowsAtOnce = 30;

/**
 * The rows of a sending. More are drawn as the reader comes near the end of those that are there, so that a thousand files
 * cost no more than thirty until somebody looks at them.
 */
class FileList extends LightElement {
  static override properties = {
    ...LightElement.properties,
    files: {},
    formats: {},
    actions: {},
    shown: { state: true },
  };
  declare files: readonly SendingFile[];
  declare formats: Formats | undefined;
  declare actions: RowActions;
  declare shown: number;
  #nearEnd: IntersectionObserver | undefined;
  #rowWithFocus = -1;

  constructor() {
    super();
    this.shown = rowsAtOnce;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const showMore = (entries: IntersectionObserverEntry[]) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#showMore();
    };
    this.#nearEnd = new IntersectionObserver(showMore, { rootMargin: "600px" });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#nearEnd?.disconnect();
  }

  protected override willUpdate(): void {
    this.#rowWithFocus = this.#rows().findIndex((row) => row.contains(document.activeElement));
  }

  protected override updated(): void {
    if (this.#rowWithFocus >= 0 && !this.hasFocus) this.#focusRow(this.#rowWithFocus);
    // Observed anew after each update: an end that stays near counts again.
    this.#nearEnd?.disconnect();
    const more = this.querySelector(".more");
    if (more) this.#nearEnd?.observe(more);
  }

  override render(): TemplateResult {
    const { files, formats, wording, actions, shown } = this;
    const left = files.length - shown;
    return html`<ul class="rows">
        ${repeat(
          files.slice(0, shown),
          ({ key }) => key,
          (file) =>
            html`<li><file-row .file=${file} .formats=${formats} .wording=${wording} .actions=${actions}></file-row></li>`,
        )}
      </ul>
      ${
        left > 0
          ? html`<button type="button" class="more" @click=${() => this.#showMore()}>${wording.count("moreFiles", left)}</button>`
          : nothing
      }`;
  }

  #rows(): Element[] {
    return [...this.querySelectorAll("file-row")];
  }

  /** The row that took the place of the one that went, or the last one. */
  #focusRow(index: number): void {
    this.#rows()
      .at(Math.min(index, this.#rows().length - 1))
      ?.querySelector<HTMLElement>(".leave, .undo")
      ?.focus();
  }

  #showMore(): void {
    this.shown += rowsAtOnce;
  }
}

customElements.define("file-list", FileList);

import { LitElement } from "lit";
import type { Wording } from "../texts/wording.ts";

/** An element that renders into the page itself, so that one style sheet, labels and focus reach everything. */
export class LightElement extends LitElement {
  static override properties: Record<string, object> = { wording: {} };
  declare wording: Wording;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** To the one live region of the page: milestones only. */
  protected announce(text: string): void {
    this.dispatchEvent(new CustomEvent("announce", { detail: text, bubbles: true }));
  }

  /** Call before a change: if it takes away what has the focus, the focus goes to the first of these that is there. */
  protected async keepFocus(...selectors: string[]): Promise<void> {
    if (!this.contains(document.activeElement)) return;
    this.requestUpdate(); // so that there is an update to wait for, with everything that changes until then
    await this.updateComplete;
    if (!this.contains(document.activeElement)) this.focusFirst(...selectors);
  }

  protected focusFirst(...selectors: string[]): void {
    const found = selectors.map((selector) => this.querySelector<HTMLElement>(selector));
    found.find((element) => element !== null)?.focus();
  }
}

import { LitElement } from "lit";
import type { Wording } from "../texts/wording.ts";

/** An element without shadow DOM, so that one style sheet, labels and focus work across elements. */
export class LightElement extends LitElement {
  static override properties: Record<string, object> = { wording: {} };
  declare wording: Wording;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Sends a text to the live region of the page: milestones only. */
  protected announce(text: string): void {
    this.dispatchEvent(new CustomEvent("announce", { detail: text, bubbles: true }));
  }

  /** Call before a change: if it removes the focused element, the first of these that exists gets the focus. */
  protected async keepFocus(...selectors: string[]): Promise<void> {
    if (!this.contains(document.activeElement)) return;
    this.requestUpdate(); // ensures that there is an update to wait for
    await this.updateComplete;
    if (!this.contains(document.activeElement)) this.focusFirst(...selectors);
  }

  protected get hasFocus(): boolean {
    return this.contains(document.activeElement);
  }

  protected focusFirst(...selectors: string[]): void {
    const found = selectors.map((selector) => this.querySelector<HTMLElement>(selector));
    found.find((element) => element !== null)?.focus();
  }
}

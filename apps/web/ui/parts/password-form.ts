import { html, type TemplateResult } from "lit";
import type { Wording } from "../texts/wording.ts";

const codes = ["source_encrypted", "wrong_password"];

/** Whether a password may help. */
export function needsPassword(code: string | undefined): boolean {
  return code !== undefined && codes.includes(code);
}

/** One field for the password of a file, where the file is shown. */
export function passwordForm(
  name: string,
  wording: Wording,
  onPassword: (password: string) => void,
): TemplateResult {
  const send = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { value } = form.elements.namedItem("password") as HTMLInputElement;
    if (value !== "") onPassword(value);
  };
  return html`<form class="password" @submit=${send}>
    <label>
      <span class="hidden-text">${wording.say("passwordOf", { name })}</span>
      <input name="password" type="password" required autocomplete="off" placeholder=${wording.say("password")} />
    </label>
    <button>${wording.say("open")}</button>
  </form>`;
}

import { html, type TemplateResult } from "lit";
import type { Wording } from "../texts/wording.ts";

/** A delete button that asks for confirmation. The safe answer comes first and has the focus. */
export function deleteDialog(wording: Wording, question: string, onYes: () => void): TemplateResult {
  const open = ({ currentTarget }: Event) => {
    const dialog = (currentTarget as Element).nextElementSibling;
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  };
  const close = ({ target }: Event) => {
    const button = target as HTMLButtonElement;
    button.closest("dialog")?.close();
    if (button.value === "yes") onYes();
  };
  return html`<button type="button" class="link" @click=${open}>${wording.say("deleteNow")}</button>
    <dialog aria-labelledby="delete-ask">
      <p id="delete-ask">${question}</p>
      <div class="actions">
        <button value="no" @click=${close}>${wording.say("deleteNo")}</button>
        <button class="danger" value="yes" @click=${close}>${wording.say("deleteYes")}</button>
      </div>
    </dialog>`;
}

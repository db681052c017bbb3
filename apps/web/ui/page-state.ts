import { ApiProblem } from "./api/api-problem.ts";
import type { ConversionOptions } from "./api/conversion-options.ts";
import { type Formats, refusalOf, sourceOf } from "./api/formats.ts";
import type { KeptOptions } from "./api/kept-options.ts";
import { newKey } from "./api/send-upload.ts";
import { addressOfSending } from "./route.ts";
import type { History } from "./sendings/history.ts";
import { keepInHistory } from "./sendings/keep-in-history.ts";
import { Sending } from "./sendings/sending.ts";
import type { SendingActions } from "./sendings/sending-actions.ts";
import type { Shared } from "./shared.ts";

/** What stays while the user moves between pages. Every change of what is chosen dispatches the event `change`. */
export class PageState extends EventTarget implements Shared {
  readonly history: History;
  readonly actions: SendingActions;
  readonly navigate: (address: string) => void;
  readonly #now: () => number;
  readonly #keepChoice: (kept: KeptOptions) => void;
  readonly #sendings = new Map<string, Sending>();
  draft = new Sending(newKey());
  alreadyChosen: readonly string[] = [];
  formats: Formats | undefined;
  format: string;
  options: ConversionOptions;

  constructor(
    parts: Pick<Shared, "history" | "actions" | "navigate"> & {
      readonly now: () => number;
      readonly kept: KeptOptions;
      readonly keep: (kept: KeptOptions) => void;
    },
  ) {
    super();
    this.history = parts.history;
    this.actions = parts.actions;
    this.navigate = parts.navigate;
    this.#now = parts.now;
    this.#keepChoice = parts.keep;
    this.format = parts.kept.format;
    this.options = parts.kept.options;
    this.#follow(this.draft);
  }

  /** Files that would be lost if the page were closed. */
  get holdsFiles(): boolean {
    return [...this.#sendings.values()].some((sending) => sending.holdsFiles);
  }

  sending(id: string): Sending {
    const known = this.#sendings.get(id);
    if (known) return known;
    const sending = new Sending(id);
    this.#keep(sending);
    return sending;
  }

  add(files: Iterable<File>): void {
    const { formats, draft } = this;
    this.alreadyChosen = draft.add(files, (file) => {
      const refusal = formats && refusalOf(file, formats);
      return { format: this.#targetFor(file.name), options: this.options, refusal };
    });
  }

  setFormats(formats: Formats): void {
    this.formats = formats;
    this.#chooseAgain();
  }

  setFormat(format: string): void {
    this.format = format;
    this.#chooseAgain();
  }

  setOptions(options: ConversionOptions): void {
    this.options = options;
    this.#chooseAgain();
  }

  convert(): void {
    const sent = this.draft;
    this.#keepChoice(this);
    this.draft = new Sending(newKey());
    this.#follow(this.draft);
    for (const { key, upload } of sent.files) if (upload === "refused") sent.remove(key);
    this.actions.send(sent);
    this.navigate(addressOfSending(sent.id));
  }

  #follow(draft: Sending): void {
    this.#keep(draft);
    draft.addEventListener("change", () => {
      this.alreadyChosen = [];
      this.dispatchEvent(new Event("change"));
    });
  }

  #keep(sending: Sending): void {
    this.#sendings.set(sending.id, sending);
    keepInHistory(sending, this.history, this.#now);
  }

  /** What was chosen for all holds for every file that has no choice of its own. */
  #chooseAgain(): void {
    this.draft.changeAll(({ upload, file, name, bytes, hasOwnChoice, ...chosen }) => {
      if (file === undefined || (upload !== "chosen" && upload !== "refused")) return undefined;
      const refusal = this.formats && refusalOf({ name, size: bytes }, this.formats);
      const { format, options } = hasOwnChoice
        ? chosen
        : { format: this.#targetFor(name), options: this.options };
      const problem = refusal === undefined ? undefined : new ApiProblem(refusal, "");
      return { format, options, problem, upload: refusal === undefined ? "chosen" : "refused" };
    });
  }

  /** PDF for files that cannot become what the others become. */
  #targetFor(name: string): string {
    const targets = this.formats && sourceOf(name, this.formats)?.to;
    return targets && !targets.includes(this.format) ? "pdf" : this.format;
  }
}

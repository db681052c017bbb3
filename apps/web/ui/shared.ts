import type { ConversionOptions } from "./api/conversion-options.ts";
import type { Formats } from "./api/formats.ts";
import type { History } from "./sendings/history.ts";
import type { Sending } from "./sendings/sending.ts";
import type { SendingActions } from "./sendings/sending-actions.ts";

/** The state that all pages share. */
export interface Shared {
  /** The files that are chosen and not sent yet. */
  readonly draft: Sending;
  /** The names of those that were added last although they were there already. */
  readonly alreadyChosen: readonly string[];
  readonly history: History;
  readonly actions: SendingActions;
  /** Undefined until the server has answered. */
  readonly formats: Formats | undefined;
  /** What the next files become. */
  readonly format: string;
  readonly options: ConversionOptions;
  /** The sending of this address, with what this page knows of it. */
  sending(id: string): Sending;
  /** Adds files to the draft; those that the server would refuse are marked at once. */
  add(files: Iterable<File>): void;
  setFormat(format: string): void;
  setOptions(options: ConversionOptions): void;
  /** Sends the draft, and opens the page of the sending. */
  convert(): void;
  navigate(address: string): void;
}

/** What can be done with a job; each answer of the server is shown at once. */
export interface JobActions {
  cancel(): void;
  retry(): void;
  remove(): void;
  /** Sends the same file anew, if this page still has it, with other options. */
  sendAgain(where: "" | "#password"): void;
  notify(): void;
}

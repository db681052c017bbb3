/** The actions on a job. The page shows the answer of the server at once. */
export interface JobActions {
  cancel(): void;
  retry(): void;
  remove(): void;
  /** Chooses the same file again, if the page still has it, so that other options can be set. */
  sendAgain(where: "" | "#password"): void;
  notify(): void;
}

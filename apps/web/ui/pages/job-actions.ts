/** The actions on a job. */
export interface JobActions {
  cancel(): void;
  /** With the password that opens it, where one was asked for. */
  retry(password?: string): void;
  remove(): void;
  notify(): void;
  /** The address of the page was copied. */
  copied(): void;
}

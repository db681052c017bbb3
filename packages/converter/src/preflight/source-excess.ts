/** A source is larger or more intricate than is read of any; `message` says of what there is too much. */
export class SourceExcess extends Error {
  /** What to do, where that is not to make the document smaller. */
  readonly advice: string | undefined;

  constructor(message: string, advice?: string) {
    super(message);
    this.advice = advice;
  }
}

/** A source is larger or more intricate than is read of any; `message` says of what there is too much. */
export class SourceExcess extends Error {}

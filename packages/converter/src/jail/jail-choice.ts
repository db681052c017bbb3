/** A folder of the program around the converter that no document may reach, with the words that a report uses for it. */
export interface GuardedFolder {
  readonly name: string;
  readonly path: string;
}

/** What the program around the converter says of the jail; both engines' follow it. */
export interface JailChoice {
  /** Folders that no document may reach: the start tries to harm a file of its own in each from inside the jail. */
  readonly guarded?: readonly GuardedFolder[];
  /** Layers to leave out, to see what they are good for. */
  readonly without?: readonly string[];
  /** Landlock's version is taken to be this one where the kernel has a later one. */
  readonly maxLandlockAbi?: number | undefined;
}

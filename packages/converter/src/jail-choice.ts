import type { GuardedFolder } from "./press/probe-targets.ts";

/** What the program around the converter says of the jail; both engines' follow it. */
export interface JailChoice {
  /** Folders that no document may reach: the start tries to harm a file of its own in each from inside the jail. */
  readonly guarded?: readonly GuardedFolder[];
  /** Layers to leave out, to see what they are good for. */
  readonly without?: readonly string[];
  /** Landlock's version is taken to be this one where the kernel has a later one. */
  readonly maxLandlockAbi?: number | undefined;
}

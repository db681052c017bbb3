/** How a child's life ended; the template process decides it, mostly from what the kernel says of the child. */
export const pressOutcomes = [
  "converted",
  "probed",
  "load_failed",
  "steps_failed",
  "save_failed",
  "password_wanted",
  "password_wrong",
  "crashed",
  "timeout",
  "cpu_limit",
  "memory_limit",
  "file_limit",
  "folder_failed",
  "jail_failed",
  "canceled",
  // The template process died or took no request: nothing is known of the document.
  "lost",
] as const;

export type PressOutcome = (typeof pressOutcomes)[number];

export interface PressReady {
  readonly event: "ready";
  readonly libreOffice: string;
  readonly layers: readonly string[];
  readonly missing: readonly string[];
  /** What the kernel's Landlock keeps, in words. */
  readonly landlock: string;
  /** What packs the PDF's pictures, pages and fonts. */
  readonly compression: "libdeflate" | "zlib";
  /** What gives LibreOffice its memory. */
  readonly allocator: "tcmalloc" | "the C library";
  /** Functions of LibreOffice that the press replaced by cheaper ones, by name. */
  readonly replaced: readonly string[];
  readonly cpuMs: number;
}

export interface PressEnd {
  readonly event: "ended";
  readonly id: string;
  readonly outcome: PressOutcome;
  /** For the log: LibreOffice's own words, or the layer that failed. */
  readonly detail: string;
  readonly kind: string;
  readonly signal: number;
  readonly exitStatus: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  /** How many slides a presentation has, hidden ones included; 0 for anything else. */
  readonly slides: number;
  /** "asked>drawn" for every font that was not there. */
  readonly replacedFonts: readonly string[];
}

export type PressMessage =
  | PressReady
  | PressEnd
  /** The template process cannot start. */
  | { readonly event: "failed"; readonly reason: string; readonly detail: string }
  | { readonly event: "started"; readonly id: string; readonly processId: number }
  /** The child was told to end and may take a while; `outcome` is empty where it ended by itself. */
  | { readonly event: "ending"; readonly id: string; readonly outcome: "canceled" | "timeout" | "" }
  | { readonly event: "loading"; readonly id: string; readonly percent: number }
  | { readonly event: "loaded"; readonly id: string; readonly slides: number }
  | {
      readonly event: "probe";
      readonly id: string;
      readonly name: string;
      readonly refused: boolean;
      readonly detail: string;
    }
  | { readonly event: "refused"; readonly id: string; readonly reason: string };

/**
 * The press is the project's own program, built together with this file, so its lines are trusted to have the form
 * above; what a document said has been checked by it.
 */
export function parsePressMessage(line: string): PressMessage {
  return JSON.parse(line) as PressMessage;
}

/** One thing that a document must not do, as tried from inside a jail. */
export interface Probe {
  readonly name: string;
  readonly refused: boolean;
  /** The error that it met, or what it found. */
  readonly detail: string;
}

/** Said last, because the child does not come back from it when it is allowed. */
const lastProbe = "run a program";
/** What a user of one's own cannot keep from a document; Landlock can. */
const needsLandlock = new Set(["read /etc/passwd"]);

/** Where nothing was said of the last probe, it was allowed. */
export function withLastProbe(probes: readonly Probe[]): Probe[] {
  const isWhole = probes.some(({ name }) => name === lastProbe);
  return isWhole ? [...probes] : [...probes, { name: lastProbe, refused: false, detail: "" }];
}

/** What a document could do that the active layers should refuse. */
export function leaksOf(probes: readonly Probe[], layers: readonly string[]): Probe[] {
  const isTolerated = (name: string) => needsLandlock.has(name) && !layers.includes("landlock");
  return probes.filter(({ name, refused }) => !refused && !isTolerated(name));
}

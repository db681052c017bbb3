export interface InstallationNames {
  readonly queue: string;
  readonly table: string;
  /** Left out, it is made of the account and the region: the names of buckets are unique in all the world. */
  readonly bucket?: string;
}

/** What settings name already keeps its name; the rest is called platen. */
export function namesOf(environment: Readonly<Record<string, string | undefined>>): InstallationNames {
  const { QUEUE_URL, BUCKET, TABLE } = environment;
  return {
    queue: QUEUE_URL?.split("/").at(-1) || "platen",
    table: TABLE || "platen",
    ...(BUCKET && { bucket: BUCKET }),
  };
}

/** `enforce`: the press does not start when a layer of the jail is missing. `best-effort`: it starts and says which. */
export const jailModes = ["enforce", "best-effort"] as const;

export type JailMode = (typeof jailModes)[number];

/** Whoever does not want anything installed says so. */
export function mayInstall(environment = process.env) {
  return !["1", "true", "yes"].includes(environment.PLATEN_NO_INSTALL ?? "");
}

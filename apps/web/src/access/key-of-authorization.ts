/**
 * The key in an `Authorization` header: a bearer token, or the password of Basic with any user name, which is what a
 * browser asks its person for.
 */
export function keyOfAuthorization(header: string | undefined): string | undefined {
  const [scheme = "", ...parts] = (header ?? "").split(" ").filter((part) => part !== "");
  const [credentials] = parts;
  if (credentials === undefined || parts.length > 1) return undefined;
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const pair = Buffer.from(credentials, "base64").toString("utf8");
  return pair.includes(":") ? pair.slice(pair.indexOf(":") + 1) : undefined;
}

import { createHmac } from "node:crypto";

/** As Standard Webhooks writes a secret: 24 to 64 bytes in base64. */
export const secretPattern = "^whsec_[A-Za-z0-9+/]{32,86}={0,2}$";

/** The owner's own secret: the same on every web app and worker of the installation, and kept nowhere. */
export function callbackSecretOf(idKey: Uint8Array, owner: string): string {
  const key = createHmac("sha256", idKey).update(`callback secret of ${owner}`).digest("base64");
  return `whsec_${key}`;
}

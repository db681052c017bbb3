/**
 * Everything that Platen sends out or fetches by itself: webhooks of ended jobs, and documents by address. One guarded
 * client does it all (`client/guarded-client.ts`), and only goes where the operator allows (`address/allow-list.ts`).
 */
export { type FetchedFile, fetchFile } from "./client/fetch-file.ts";
export { GuardedClient } from "./client/guarded-client.ts";
export { contentDisposition } from "./http/content-disposition.ts";
export { OutboundSender } from "./outbound-sender.ts";
export { type OutboundSettings, outboundSettings } from "./outbound-settings.ts";
export { isHeader, safeHeaders } from "./result/safe-headers.ts";
export { toldFailure } from "./result/told-failure.ts";
export { callbackSecretOf, secretPattern } from "./webhook/callback-secret.ts";

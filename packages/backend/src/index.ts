/**
 * The one place that knows which backends there are: it chooses by settings and opens. Also the settings that web
 * apps and workers of one installation share.
 */

export type { EventDeliveries } from "@platen/aws";
export { type BackendSettings, backendSettings } from "./backend-settings.ts";
export { dataFoldersOf } from "./data-folders.ts";
export { openBackend } from "./open-backend.ts";
export { openEventDeliveries } from "./open-event-deliveries.ts";
export { type PolicySettings, policySettings } from "./policy-settings.ts";

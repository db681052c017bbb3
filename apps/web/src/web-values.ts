import { type AllowedOrigins, allowedOriginsOf } from "./access/allow-origins.ts";
import { ApiKeys } from "./access/api-keys.ts";
import { ownHostnames } from "./access/own-hostnames.ts";
import { type TrustedProxies, trustedProxies } from "./access/trusted-proxies.ts";
import { basePathOf } from "./http/base-path.ts";
import type { WebSettings } from "./settings.ts";

/** Times that suit every installation, so no settings. Tests have others. */
export const webTimes = {
  /** Beyond this mean delay of the event loop, requests are turned away; 0 for never. A browser's user would give up by then. */
  maxLoopDelayMs: 2_000,
  /** After a refusal in mid-upload the client has so long to notice: enough for a slow line, and short enough that refused uploads do not pile up. */
  lingerMs: 2_000,
  /** The longest wait for one answer of the job store: whoever asks hears of an outage within 2 s. */
  storePatienceMs: 1_500,
};

/** Limits and habits of the web app. */
export interface WebValues
  extends Omit<
      WebSettings,
      "apiKeys" | "apiKeysFile" | "basePath" | "convertWaitMs" | "corsOrigins" | "hostnames" | "trustProxy"
    >,
    Readonly<typeof webTimes> {
  /** Where none are demanded, whoever reaches the server may use it. */
  readonly apiKeys: ApiKeys;
  /** The host names that requests may be for; undefined for any. */
  readonly hostnames: readonly string[] | undefined;
  /** Whose pages may use the API from a browser. */
  readonly corsOrigins: AllowedOrigins;
  readonly convertWaitMs: number;
  /** Gotenberg's clients wait for long, and can ask for nothing later. */
  readonly gotenbergWaitMs: number;
  /** Whose `X-Forwarded-…` headers to believe; undefined for nobody's. */
  readonly trustProxy: TrustedProxies | undefined;
  /** What stands before every address of ours, such as `/platen`; empty for nothing. */
  readonly basePath: string;
}

/** The settings as values to work with. Fails with `invalid_settings` where they do not go together. */
export function webValuesOf({
  apiKeys: pairs,
  apiKeysFile,
  convertWaitMs,
  ...settings
}: WebSettings): WebValues {
  const apiKeys = new ApiKeys({ pairs, file: apiKeysFile.trim() });
  return {
    ...webTimes,
    ...settings,
    convertWaitMs: convertWaitMs ?? 120_000,
    gotenbergWaitMs: convertWaitMs ?? 1_800_000,
    apiKeys,
    hostnames: ownHostnames({ ...settings, hasKeys: apiKeys.areDemanded }),
    corsOrigins: allowedOriginsOf(settings.corsOrigins),
    trustProxy: settings.trustProxy.trim() === "" ? undefined : trustedProxies(settings.trustProxy),
    basePath: basePathOf(settings.basePath),
  };
}

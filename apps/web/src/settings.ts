import { type Static, Type } from "typebox";
import { ApiKeys } from "./access/api-keys.ts";
import { ownHostnames } from "./access/own-hostnames.ts";
import type { WebValues } from "./web-parts.ts";

const milliseconds = (value: number, minimum: number, description: string) =>
  Type.Integer({
    default: value,
    minimum,
    maximum: 86_400_000,
    description: `${description}, in milliseconds.`,
  });

/** What can be set about the web app. */
export const webSettings = Type.Object({
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65_535,
    description: "Where to listen; 0 takes a free port.",
  }),
  HOST: Type.String({
    default: "127.0.0.1",
    minLength: 1,
    description:
      "The address to listen on. Anything but this machine alone needs API_KEYS, API_KEYS_FILE or ALLOW_ANONYMOUS.",
  }),
  MAX_UPLOAD_BYTES: Type.Integer({
    default: 200_000_000,
    minimum: 1,
    maximum: 1_000_000_000_000,
    description: "The largest file that is accepted.",
  }),
  UPLOADS_AT_ONCE: Type.Integer({
    default: 8,
    minimum: 1,
    maximum: 100_000,
    description:
      "Uploads that are read at the same time; more wait their turn. Each needs up to half a megabyte.",
  }),
  API_KEYS: Type.String({
    default: "",
    writeOnly: true,
    description:
      "Pairs of owner:key with commas between them; a key has 16 characters or more. Empty: no key is needed.",
  }),
  API_KEYS_FILE: Type.String({
    default: "",
    description:
      "A file of lines owner:sha256:HASH[:DATE], which npm run api-key makes; changes are noticed. With it a key is always needed.",
  }),
  ALLOW_ANONYMOUS: Type.Boolean({
    default: false,
    description: "Let everyone who reaches a HOST other than this machine use it without a key.",
  }),
  HOSTNAMES: Type.String({
    default: "",
    description:
      "Names that the server may be called by, with commas between them; it always knows localhost.",
  }),
  TRUST_PROXY: Type.String({
    default: "",
    description:
      "Proxies whose X-Forwarded headers are believed: addresses, ranges, or loopback and uniquelocal, with commas.",
  }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 6_000,
    minimum: 0,
    maximum: 1_000_000_000,
    description: "Requests that an owner, or an address without a key, may send in a minute; 0 for no limit.",
  }),
  MAX_QUEUED_JOBS: Type.Integer({
    default: 10_000,
    minimum: 0,
    maximum: 1_000_000_000,
    description: "Jobs of an owner that may wait in the queue; 0 for no limit.",
  }),
  MAX_STORED_BYTES: Type.Integer({
    default: 100_000_000_000,
    minimum: 0,
    maximum: 1_000_000_000_000_000,
    description: "Bytes of documents and results that are kept for an owner; 0 for no limit.",
  }),
  MAX_EVENT_STREAMS: Type.Integer({
    default: 1_000,
    minimum: 0,
    maximum: 1_000_000,
    description:
      "Event streams that an owner, or an address without a key, may have open at one web app; 0 for no limit.",
  }),
  MAX_WAITING_REQUESTS: Type.Integer({
    default: 1_000,
    minimum: 0,
    maximum: 1_000_000,
    description:
      "Requests of an owner, or an address without a key, that may wait at one web app for their jobs; 0 for no limit.",
  }),
  MAX_CONNECTIONS: Type.Integer({
    default: 4_000,
    minimum: 1,
    maximum: 1_000_000,
    description: "Connections at once; more are closed.",
  }),
  MAX_LOOP_DELAY_MS: milliseconds(
    2_000,
    0,
    "Turn requests away while the server is later than this; 0 for never",
  ),
  IDLE_TIMEOUT_MS: milliseconds(60_000, 1_000, "Close a connection that is silent for so long"),
  LINGER_MS: milliseconds(2_000, 0, "How long a refused upload may go on before it is cut off"),
  CONVERT_WAIT_MS: milliseconds(
    120_000,
    0,
    "How long a one-shot conversion waits before it answers that it goes on",
  ),
  STORE_PATIENCE_MS: milliseconds(1_500, 10, "How long to wait for one answer of the job store"),
  WATCH_MIN_MS: milliseconds(25, 1, "The shortest pause between two looks at a job that somebody watches"),
  WATCH_MAX_MS: milliseconds(250, 1, "The longest pause between two looks at a job that somebody watches"),
  STOP_WEB_MS: milliseconds(20_000, 0, "How long a stop waits for requests that are under way"),
});

export type WebSettings = Static<typeof webSettings>;

/** The settings as values to work with. Fails with `invalid_settings` where they do not go together. */
export function webValuesOf(settings: WebSettings): WebValues {
  const apiKeys = new ApiKeys({ pairs: settings.API_KEYS, file: settings.API_KEYS_FILE.trim() });
  return {
    maxUploadBytes: settings.MAX_UPLOAD_BYTES,
    uploadsAtOnce: settings.UPLOADS_AT_ONCE,
    convertWaitMs: settings.CONVERT_WAIT_MS,
    idleTimeoutMs: settings.IDLE_TIMEOUT_MS,
    lingerMs: settings.LINGER_MS,
    maxConnections: settings.MAX_CONNECTIONS,
    requestsPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    quotas: {
      queuedJobs: settings.MAX_QUEUED_JOBS,
      storedBytes: settings.MAX_STORED_BYTES,
      eventStreams: settings.MAX_EVENT_STREAMS,
      waitingRequests: settings.MAX_WAITING_REQUESTS,
    },
    maxLoopDelayMs: settings.MAX_LOOP_DELAY_MS,
    storePatienceMs: settings.STORE_PATIENCE_MS,
    watchPace: {
      minMs: settings.WATCH_MIN_MS,
      maxMs: Math.max(settings.WATCH_MIN_MS, settings.WATCH_MAX_MS),
    },
    apiKeys,
    hostnames: ownHostnames({
      host: settings.HOST,
      hostnames: settings.HOSTNAMES,
      hasKeys: apiKeys.areDemanded,
      allowAnonymous: settings.ALLOW_ANONYMOUS,
    }),
    trustProxy: settings.TRUST_PROXY.trim() || false,
  };
}

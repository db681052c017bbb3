import { type Static, Type } from "typebox";

const time = { minimum: 0, maximum: 86_400_000 };

/** What one owner may have at the same time. The last two are for each web app, and for each address where there are no keys. */
const quotas = Type.Object({
  queuedJobs: Type.Integer({
    variable: "MAX_QUEUED_JOBS",
    default: 10_000,
    minimum: 0,
    maximum: 1_000_000_000,
    description: "Jobs of an owner that may wait in the queue; 0 for no limit.",
  }),
  storedBytes: Type.Integer({
    variable: "MAX_STORED_BYTES",
    default: 100_000_000_000,
    minimum: 0,
    maximum: 1_000_000_000_000_000,
    description: "Bytes of documents and results that are kept for an owner; 0 for no limit.",
  }),
  eventStreams: Type.Integer({
    variable: "MAX_EVENT_STREAMS",
    default: 1_000,
    minimum: 0,
    maximum: 1_000_000,
    description:
      "Event streams that an owner, or an address without a key, may have open at one web app; 0 for no limit.",
  }),
  waitingRequests: Type.Integer({
    variable: "MAX_WAITING_REQUESTS",
    default: 1_000,
    minimum: 0,
    maximum: 1_000_000,
    description:
      "Requests of an owner, or an address without a key, that may wait at one web app for their jobs; 0 for no limit.",
  }),
});

/** What can be set about the web app. */
export const webSettings = Type.Object({
  port: Type.Integer({
    variable: "PORT",
    default: 3000,
    minimum: 0,
    maximum: 65_535,
    description: "Where to listen; 0 takes a free port.",
  }),
  host: Type.String({
    variable: "HOST",
    default: "127.0.0.1",
    minLength: 1,
    description:
      "The address to listen on. Anything but this machine alone needs API_KEYS, API_KEYS_FILE or ALLOW_ANONYMOUS.",
  }),
  maxUploadBytes: Type.Integer({
    variable: "MAX_UPLOAD_BYTES",
    default: 200_000_000,
    minimum: 1,
    maximum: 1_000_000_000_000,
    description: "The largest file that is accepted.",
  }),
  uploadsAtOnce: Type.Integer({
    variable: "UPLOADS_AT_ONCE",
    default: 8,
    minimum: 1,
    maximum: 100_000,
    description:
      "Uploads that are read at the same time; more wait their turn. Each needs up to half a megabyte.",
  }),
  apiKeys: Type.String({
    variable: "API_KEYS",
    default: "",
    writeOnly: true,
    description:
      "Pairs of owner:key with commas between them; a key has 16 characters or more. Empty: no key is needed.",
  }),
  apiKeysFile: Type.String({
    variable: "API_KEYS_FILE",
    default: "",
    description:
      "A file of lines owner:sha256:HASH[:DATE], which npm run api-key makes; changes are noticed. With it a key is always needed.",
  }),
  allowAnonymous: Type.Boolean({
    variable: "ALLOW_ANONYMOUS",
    default: false,
    description: "Let everyone who reaches a HOST other than this machine use it without a key.",
  }),
  hostnames: Type.String({
    variable: "HOSTNAMES",
    default: "",
    description:
      "Names that the server may be called by, with commas between them; it always knows localhost.",
  }),
  trustProxy: Type.String({
    variable: "TRUST_PROXY",
    default: "",
    description:
      "Proxies whose X-Forwarded headers are believed: addresses, ranges, or loopback and uniquelocal, with commas.",
  }),
  requestsPerMinute: Type.Integer({
    variable: "RATE_LIMIT_PER_MINUTE",
    default: 6_000,
    minimum: 0,
    maximum: 1_000_000_000,
    description: "Requests that an owner, or an address without a key, may send in a minute; 0 for no limit.",
  }),
  quotas,
  maxConnections: Type.Integer({
    variable: "MAX_CONNECTIONS",
    default: 4_000,
    minimum: 1,
    maximum: 1_000_000,
    description: "Connections at once; more are closed.",
  }),
  idleTimeoutMs: Type.Integer({
    ...time,
    variable: "IDLE_TIMEOUT_MS",
    default: 60_000,
    minimum: 1_000,
    description: "Close a connection that is silent for so long, in milliseconds.",
  }),
  convertWaitMs: Type.Integer({
    ...time,
    variable: "CONVERT_WAIT_MS",
    default: 120_000,
    description: "How long a one-shot conversion waits before it answers that it goes on, in milliseconds.",
  }),
  stopMs: Type.Integer({
    ...time,
    variable: "STOP_WEB_MS",
    default: 20_000,
    description: "How long a stop waits for requests that are under way, in milliseconds.",
  }),
});

export type WebSettings = Static<typeof webSettings>;

import { type Static, Type } from "typebox";

const dayMs = 86_400_000;

const whole = (
  variable: string,
  range: { default: number; minimum: number; maximum: number },
  description: string,
) => Type.Integer({ variable, ...range, description });

/** What one owner may have at the same time. The last two are for each web app, and for each address where there are no keys. */
const quotas = Type.Object({
  queuedJobs: whole(
    "MAX_QUEUED_JOBS",
    { default: 10_000, minimum: 0, maximum: 1_000_000_000 },
    "Jobs of an owner that may wait in the queue; 0 for no limit.",
  ),
  storedBytes: whole(
    "MAX_STORED_BYTES",
    { default: 100_000_000_000, minimum: 0, maximum: 1_000_000_000_000_000 },
    "Bytes of documents and results that are kept for an owner; 0 for no limit.",
  ),
  eventStreams: whole(
    "MAX_EVENT_STREAMS",
    { default: 1_000, minimum: 0, maximum: 1_000_000 },
    "Event streams that an owner, or an address without a key, may have open at one web app; 0 for no limit.",
  ),
  waitingRequests: whole(
    "MAX_WAITING_REQUESTS",
    { default: 1_000, minimum: 0, maximum: 1_000_000 },
    "Requests of an owner, or an address without a key, that may wait at one web app for their jobs; 0 for no limit.",
  ),
});

/** What can be set about the web app. */
export const webSettings = Type.Object({
  port: whole(
    "PORT",
    { default: 3000, minimum: 0, maximum: 65_535 },
    "Where to listen; 0 takes a free port.",
  ),
  host: Type.String({
    variable: "HOST",
    default: "127.0.0.1",
    minLength: 1,
    description:
      "The address to listen on. Anything but this machine alone needs API_KEYS, API_KEYS_FILE or ALLOW_ANONYMOUS.",
  }),
  maxUploadBytes: whole(
    "MAX_UPLOAD_BYTES",
    { default: 200_000_000, minimum: 1, maximum: 1_000_000_000_000 },
    "The largest file that is accepted.",
  ),
  uploadsAtOnce: whole(
    "UPLOADS_AT_ONCE",
    { default: 8, minimum: 1, maximum: 100_000 },
    "Uploads that are read at the same time; more wait their turn. Each needs up to half a megabyte.",
  ),
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
    description:
      "Let everyone who reaches a HOST other than this machine use it without a key. With keys: only the addresses of Gotenberg, for clients that can send none.",
  }),
  hostnames: Type.String({
    variable: "HOSTNAMES",
    default: "",
    description:
      "Names that the server may be called by, with commas between them; it always knows localhost.",
  }),
  corsOrigins: Type.String({
    variable: "CORS_ORIGINS",
    default: "",
    description:
      "Origins whose pages may use the API from a browser, such as https://example.com, with commas between them; * for every origin, without credentials.",
  }),
  basePath: Type.String({
    variable: "BASE_PATH",
    default: "",
    description:
      "The path below which a proxy shows the server, such as /platen. A trusted proxy may say it in X-Forwarded-Prefix instead.",
  }),
  trustProxy: Type.String({
    variable: "TRUST_PROXY",
    default: "",
    description:
      "Proxies whose X-Forwarded headers are believed: addresses, ranges, or loopback and uniquelocal, with commas.",
  }),
  requestsPerMinute: whole(
    "RATE_LIMIT_PER_MINUTE",
    { default: 6_000, minimum: 0, maximum: 1_000_000_000 },
    "Requests that an owner, or an address without a key, may send in a minute; 0 for no limit.",
  ),
  quotas,
  maxConnections: whole(
    "MAX_CONNECTIONS",
    { default: 4_000, minimum: 1, maximum: 1_000_000 },
    "Connections at once; more are closed.",
  ),
  idleTimeoutMs: whole(
    "IDLE_TIMEOUT_MS",
    { default: 60_000, minimum: 1_000, maximum: dayMs },
    "Close a connection that is silent for so long, in milliseconds.",
  ),
  convertWaitMs: Type.Optional(
    Type.Integer({
      variable: "CONVERT_WAIT_MS",
      minimum: 0,
      maximum: dayMs,
      description:
        "How long a one-shot conversion waits before it answers that it goes on, in milliseconds. By default 120000, and 1800000 for clients of Gotenberg.",
    }),
  ),
  gotenbergApi: Type.Enum(["on", "off"], {
    variable: "GOTENBERG_API",
    default: "on",
    description: "Whether the addresses of Gotenberg 8 are served, so that its clients can be used.",
  }),
  stopMs: whole(
    "STOP_WEB_MS",
    { default: 20_000, minimum: 0, maximum: dayMs },
    "How long a stop waits for requests that are under way, in milliseconds.",
  ),
});

export type WebSettings = Static<typeof webSettings>;

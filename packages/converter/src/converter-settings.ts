import { type Static, Type } from "typebox";
import { jailModes } from "./jail/jail-mode.ts";
import { defaultSourceLimits } from "./preflight/source-limits.ts";

const amount = { minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

/** What LibreOffice may use for one document. */
const limits = Type.Object({
  timeoutMs: Type.Integer({
    ...amount,
    variable: "CONVERSION_TIMEOUT_MS",
    default: 120_000,
    minimum: 1_000,
    description: "The longest that LibreOffice may take for one document, in milliseconds.",
  }),
  maxCpuSeconds: Type.Integer({
    ...amount,
    variable: "MAX_CPU_SECONDS",
    default: 180,
    description: "The most processor time that LibreOffice may use for one document.",
  }),
  maxMemoryBytes: Type.Optional(
    Type.Integer({
      ...amount,
      variable: "MAX_MEMORY_BYTES",
      minimum: 536_870_912,
      description:
        "The most address space that LibreOffice may use for one document; by default what the memory of the machine or " +
        "its cgroup leaves to each slot, at most 3221225472.",
    }),
  ),
  maxResultBytes: Type.Integer({
    ...amount,
    variable: "MAX_RESULT_BYTES",
    default: 1_073_741_824,
    minimum: 1_024,
    description: "The largest file that LibreOffice may write.",
  }),
});

/** What a document may unpack to. */
const sourceLimits = Type.Object({
  maxInflatedBytes: Type.Integer({
    ...amount,
    variable: "MAX_INFLATED_BYTES",
    default: defaultSourceLimits.maxInflatedBytes,
    minimum: 1_024,
    description: "The most bytes that all parts of a document may unpack to.",
  }),
  maxXmlPartBytes: Type.Integer({
    ...amount,
    variable: "MAX_XML_PART_BYTES",
    default: defaultSourceLimits.maxXmlPartBytes,
    minimum: 1_024,
    description: "The most bytes that one XML part of a document may unpack to.",
  }),
  maxZipEntries: Type.Integer({
    ...amount,
    variable: "MAX_ZIP_ENTRIES",
    default: defaultSourceLimits.maxZipEntries,
    description: "The most parts that a document may consist of.",
  }),
  maxInflateRatio: Type.Integer({
    ...amount,
    variable: "MAX_INFLATE_RATIO",
    default: defaultSourceLimits.maxInflateRatio,
    minimum: 2,
    description: "How many times its packed size a large part of a document may unpack to.",
  }),
});

/** How documents are converted, and what one of them may cost. */
export const converterSettings = Type.Object({
  engine: Type.Enum(["auto", "press", "libreoffice-convert"], {
    variable: "ENGINE",
    default: "auto",
    description:
      "press is one warm LibreOffice with a jailed child for each document; auto takes it where it runs.",
  }),
  jail: Type.Enum([...jailModes], {
    variable: "JAIL",
    default: "enforce",
    description:
      "What happens where a layer of an engine's jail is missing. enforce: nothing opens a document, and the start fails; best-effort: it starts and says which.",
  }),
  tuning: Type.Enum(["on", "off"], {
    variable: "LIBREOFFICE_TUNING",
    default: "on",
    description:
      "Whether the press replaces some slow functions of LibreOffice in memory by faster ones that give the same PDF. off: LibreOffice runs exactly as it was built.",
  }),
  thumbnails: Type.Boolean({
    variable: "THUMBNAILS",
    default: true,
    description: "Whether the press draws a document's first page as a picture.",
  }),
  sofficePath: Type.Optional(
    Type.String({
      variable: "SOFFICE_PATH",
      minLength: 1,
      description: "LibreOffice's program soffice, where it does not lie in a usual place.",
    }),
  ),
  limits,
  sourceLimits,
});

export type ConverterSettings = Static<typeof converterSettings>;

import { type Static, Type } from "typebox";
import { jailModes } from "./jail/jail-mode.ts";
import { defaultSourceLimits } from "./preflight/source-limits.ts";

const count = (value: number, minimum: number, description: string) =>
  Type.Integer({ default: value, minimum, maximum: Number.MAX_SAFE_INTEGER, description });

/** How documents are converted, and what one of them may cost. */
export const converterSettings = Type.Object({
  ENGINE: Type.Enum(["auto", "press", "libreoffice-convert"], {
    default: "auto",
    description:
      "press is one warm LibreOffice with a jailed child for each document; auto takes it where it runs.",
  }),
  JAIL: Type.Enum([...jailModes], {
    default: "enforce",
    description:
      "What happens where a layer of an engine's jail is missing. enforce: nothing opens a document, and the start fails; best-effort: it starts and says which.",
  }),
  LIBREOFFICE_TUNING: Type.Enum(["on", "off"], {
    default: "on",
    description:
      "Whether the press replaces some slow functions of LibreOffice in memory by faster ones that give the same PDF. off: LibreOffice runs exactly as it was built.",
  }),
  THUMBNAILS: Type.Boolean({
    default: true,
    description: "Whether the press draws a document's first page as a picture.",
  }),
  SOFFICE_PATH: Type.Optional(
    Type.String({
      minLength: 1,
      description: "LibreOffice's program soffice, where it does not lie in a usual place.",
    }),
  ),
  CONVERSION_TIMEOUT_MS: count(
    120_000,
    1_000,
    "The longest that LibreOffice may take for one document, in milliseconds.",
  ),
  MAX_CPU_SECONDS: count(180, 1, "The most processor time that LibreOffice may use for one document."),
  MAX_MEMORY_BYTES: Type.Optional(
    Type.Integer({
      minimum: 536_870_912,
      maximum: Number.MAX_SAFE_INTEGER,
      description:
        "The most address space that LibreOffice may use for one document; by default what the memory of the machine or " +
        "its cgroup leaves to each slot, at most 3221225472.",
    }),
  ),
  MAX_RESULT_BYTES: count(1_073_741_824, 1_024, "The largest file that LibreOffice may write."),
  MAX_INFLATED_BYTES: count(
    defaultSourceLimits.maxInflatedBytes,
    1_024,
    "The most bytes that all parts of a document may unpack to.",
  ),
  MAX_XML_PART_BYTES: count(
    defaultSourceLimits.maxXmlPartBytes,
    1_024,
    "The most bytes that one XML part of a document may unpack to.",
  ),
  MAX_ZIP_ENTRIES: count(
    defaultSourceLimits.maxZipEntries,
    1,
    "The most parts that a document may consist of.",
  ),
  MAX_INFLATE_RATIO: count(
    defaultSourceLimits.maxInflateRatio,
    2,
    "How many times its packed size a large part of a document may unpack to.",
  ),
});

export type ConverterSettings = Static<typeof converterSettings>;

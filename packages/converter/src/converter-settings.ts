import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { jailModes } from "./jail/jail-mode.ts";
import { mendingSteps } from "./mending/mending-steps.ts";
import { defaultSourceLimits } from "./preflight/source-limits.ts";

const whole = (variable: string, range: { default?: number; minimum: number }, description: string) =>
  Type.Integer({ variable, maximum: Number.MAX_SAFE_INTEGER, ...range, description });

/** Less is too little for LibreOffice, and this is enough for any document of an ordinary office. */
export const smallestMemoryBytes = 536_870_912;
export const mostMemoryBytes = 3_221_225_472;

/** What LibreOffice may use for one document. */
const limits = Type.Object({
  timeoutMs: whole(
    "CONVERSION_TIMEOUT_MS",
    { default: 120_000, minimum: 1_000 },
    "The longest that LibreOffice may take for one document, in milliseconds.",
  ),
  maxCpuSeconds: whole(
    "MAX_CPU_SECONDS",
    { default: 180, minimum: 1 },
    "The most processor time that LibreOffice may use for one document.",
  ),
  maxMemoryBytes: Type.Optional(
    whole(
      "MAX_MEMORY_BYTES",
      { minimum: smallestMemoryBytes },
      "The most address space that LibreOffice may use for one document; by default what the memory of the machine or " +
        `its cgroup leaves to each slot, at most ${mostMemoryBytes}.`,
    ),
  ),
  maxResultBytes: whole(
    "MAX_RESULT_BYTES",
    { default: 1_073_741_824, minimum: 1_024 },
    "The largest file that LibreOffice may write.",
  ),
});

/** What a document may unpack to. */
const sourceLimits = Type.Object({
  maxInflatedBytes: whole(
    "MAX_INFLATED_BYTES",
    { default: defaultSourceLimits.maxInflatedBytes, minimum: 1_024 },
    "The most bytes that all parts of a document may unpack to.",
  ),
  maxXmlPartBytes: whole(
    "MAX_XML_PART_BYTES",
    { default: defaultSourceLimits.maxXmlPartBytes, minimum: 1_024 },
    "The most bytes that one XML part of a document may unpack to.",
  ),
  maxZipEntries: whole(
    "MAX_ZIP_ENTRIES",
    { default: defaultSourceLimits.maxZipEntries, minimum: 1 },
    "The most parts that a document may consist of.",
  ),
  maxInflateRatio: whole(
    "MAX_INFLATE_RATIO",
    { default: defaultSourceLimits.maxInflateRatio, minimum: 2 },
    "How many times its packed size a large part of a document may unpack to.",
  ),
});

const mendingNames = Object.keys(mendingSteps).join("|");

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
  sofficePath: Type.Optional(
    Type.String({
      variable: "SOFFICE_PATH",
      minLength: 1,
      description: "LibreOffice's program soffice, where it does not lie in a usual place.",
    }),
  ),
  fontsPath: Type.Optional(
    Type.String({
      variable: "FONTS_PATH",
      minLength: 1,
      description:
        "A folder of fonts of your own, which both engines draw with; changes in it are noticed. docs/fonts.md says more.",
    }),
  ),
  mendingOff: Type.String({
    variable: "MENDING_OFF",
    default: "",
    pattern: `^((${mendingNames})(,(${mendingNames}))*)?$`,
    description:
      "What is left as LibreOffice has it although it is wrong: steps of docs/mending.md, with commas between them.",
  }),
  verapdfJar: Type.Optional(
    Type.String({
      variable: "VERAPDF_JAR",
      minLength: 1,
      description:
        "veraPDF as one jar, which verifies what a PDF claims with verify and pdfua. It also takes Java.",
    }),
  ),
  limits,
  sourceLimits,
});

export type ConverterSettings = Static<typeof converterSettings>;

/** What holds where nobody has set anything else. */
export const defaultConverterSettings: ConverterSettings = Value.Create(converterSettings);

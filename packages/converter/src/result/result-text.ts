import { readSync } from "node:fs";

/** A file that is read in pieces; the caller closes it. */
export interface ResultFile {
  readonly descriptor: number;
  readonly bytes: number;
}

const pieceBytes = 262_144;
const endLetters = 64;

/** How a text of each kind begins and ends; a document without a word is an empty text. */
const shapes = {
  txt: { start: "", end: "" },
  csv: { start: "", end: "" },
  html: { start: "<!doctype html", end: "</html>" },
  svg: { start: "<?xml", end: "</svg>" },
  json: { start: "{", end: "}" },
  rtf: { start: "{\\rtf", end: "}" },
} as const;

/** What is wrong with a text, or undefined: it is UTF-8 throughout, and begins and ends as its kind does. */
export function textProblem(file: ResultFile, kind: keyof typeof shapes): string | undefined {
  const { start, end } = shapes[kind];
  const ends = readEnds(file);
  if (ends === undefined) return "it is not UTF-8";
  if (!ends.start.toLowerCase().startsWith(start)) return `it does not begin as ${kind} does`;
  return ends.end.replaceAll("\0", "").trimEnd().endsWith(end)
    ? undefined
    : `it does not end as ${kind} does`;
}

function readEnds({ descriptor }: ResultFile): { readonly start: string; readonly end: string } | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const buffer = Buffer.alloc(pieceBytes);
  let start = "";
  let end = "";
  try {
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer)) {
      const text = decoder.decode(buffer.subarray(0, bytes), { stream: true });
      if (start.length < endLetters) start += text.slice(0, endLetters);
      end = (end + text.slice(-endLetters)).slice(-endLetters);
    }
    decoder.decode();
    return { start: start.trimStart(), end };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

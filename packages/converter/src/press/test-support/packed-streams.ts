/** The streams of a PDF that are packed as zlib packs. */
export function packedStreams(pdf: Buffer): Buffer[] {
  const text = pdf.toString("latin1");
  const streams = text.matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g);
  return [...streams].map((match) => {
    const start = match.index + match[0].length;
    return pdf.subarray(start, text.indexOf("endstream", start));
  });
}

import type { ZipPart } from "../preflight/zip-archive.ts";
import { hasOneOf, type MendedParts, type MendingChoice, type PartReader } from "./part-reader.ts";
import { withSavedSlideDates } from "./saved-dates.ts";

export async function mendSlides(reader: PartReader, { dates }: MendingChoice): Promise<MendedParts> {
  const changed = new Map<ZipPart, Buffer>();
  if (dates !== "saved") return { needs: {} };
  for (const { name } of reader.archive.parts) {
    if (!/^ppt\/slides\/[^/]+\.xml$/i.test(name)) continue;
    const slide = await reader.read(name);
    if (!slide?.isUtf8 || !hasOneOf(slide, ["datetime"])) continue;
    const saved = withSavedSlideDates(slide.xml);
    if (saved !== undefined) changed.set(slide.part, Buffer.from(saved));
  }
  return { changed, needs: {} };
}

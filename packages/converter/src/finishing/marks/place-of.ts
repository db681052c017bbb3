import type { PageSize } from "../../targets/page-sizes.ts";

/** How far marks at an edge stay away from it, in points. */
const margin = 28;

/** The middle of a turned box that lies at a named place of the page, from the left and from above. */
export function placeOf(
  position: string,
  box: PageSize,
  angle: number,
  page: PageSize,
): { readonly x: number; readonly y: number } {
  const radians = (angle * Math.PI) / 180;
  const [cosine, sine] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
  const width = box.width * cosine + box.height * sine;
  const height = box.width * sine + box.height * cosine;
  return {
    x: along(position, { start: "left", end: "right" }, width, page.width),
    y: along(position, { start: "top", end: "bottom" }, height, page.height),
  };
}

function along(
  position: string,
  { start, end }: { start: string; end: string },
  length: number,
  pageLength: number,
): number {
  if (position.includes(start)) return margin + length / 2;
  if (position.includes(end)) return pageLength - margin - length / 2;
  return pageLength / 2;
}

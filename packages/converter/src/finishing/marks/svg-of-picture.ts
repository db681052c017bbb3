import type { Mark } from "@platen/core";
import type { PageSize } from "../../targets/page-sizes.ts";
import { placeOf } from "./place-of.ts";

/** A page of this size with nothing but the picture on it, as large as it fits into its part of the page. */
export function svgOfPicture(mark: Mark, href: string, page: PageSize): string {
  const angle = mark.angle ?? 0;
  const box = { width: page.width * mark.scale, height: page.height * mark.scale };
  const { x, y } = placeOf(mark.position, box, angle, page);
  const place = `x="${x - box.width / 2}" y="${y - box.height / 2}" width="${box.width}" height="${box.height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}pt" height="${page.height}pt" viewBox="0 0 ${page.width} ${page.height}">`,
    `<image href="${href}" ${place} opacity="${mark.opacity}" preserveAspectRatio="${alignment(mark.position)} meet" transform="rotate(${-angle} ${x} ${y})"/>`,
    "</svg>",
  ].join("");
}

/** Where in its box a picture of another shape lies. */
function alignment(position: string): string {
  const across = position.includes("left") ? "xMin" : position.includes("right") ? "xMax" : "xMid";
  const down = position.includes("top") ? "YMin" : position.includes("bottom") ? "YMax" : "YMid";
  return across + down;
}

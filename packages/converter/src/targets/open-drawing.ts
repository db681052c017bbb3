import { isAppError } from "@platen/core";
import { findTool, type ToolBench } from "../pdf-tools/tool-bench.ts";
import type { DrawingTools } from "./draw-pages.ts";

/** What draws pages, found and jailed; undefined where a program of it is not installed. */
export async function openDrawing(bench: ToolBench): Promise<DrawingTools | undefined> {
  try {
    const [pdfinfo, pdftoppm, pdftocairo, cwebp] = await Promise.all([
      findTool("pdfinfo", "poppler-utils"),
      findTool("pdftoppm", "poppler-utils"),
      findTool("pdftocairo", "poppler-utils"),
      findTool("cwebp", "webp"),
    ]);
    return { bench, pdfinfo, pdftoppm, pdftocairo, cwebp };
  } catch (error) {
    if (isAppError(error, "engine_unavailable")) return undefined;
    throw error;
  }
}

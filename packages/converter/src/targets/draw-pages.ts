import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type ConversionOptions,
  type Failure,
  type FailureCode,
  failureOf,
  type PictureFormat,
} from "@platen/core";
import { runTool, type ToolRun, type ToolTask } from "../pdf-tools/run-tool.ts";
import type { ToolBench } from "../pdf-tools/tool-bench.ts";
import { type PageSize, readPageSizes } from "./page-sizes.ts";
import { maxPictures, refusalOf, type Scale, scaleOf } from "./picture-limits.ts";

/** Of jpg and webp; what `quality` says in words. */
const usualQuality = 85;

/** The paths of the programs that draw. */
export interface DrawingTools {
  readonly bench: ToolBench;
  readonly pdfinfo: string;
  readonly pdftoppm: string;
  readonly pdftocairo: string;
  readonly cwebp: string;
}

export interface PagesToDraw {
  readonly pdf: string;
  /** How many the PDF has; all are drawn. */
  readonly pages: number;
  readonly format: PictureFormat;
  readonly options: ConversionOptions;
  /** Exists; what is drawn lies below. */
  readonly folder: string;
  /** Of all pictures together. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly onPage?: (page: number, pages: number) => void;
}

/** The pictures in the order of the pages, or why there are none. */
export type Drawing =
  | { readonly ok: true; readonly paths: string[] }
  | { readonly ok: false; readonly failure: Failure };

/** So many at once, so that they cannot fill the disk before they are counted. */
const batchPages = 16;
/** Fonts that a PDF names and does not hold, and the tables of poppler. */
const readable = ["/etc/fonts", "/usr/share/fonts", "/usr/share/poppler", "/usr/local/share/fonts"];

/** Draws every page of a PDF, in the jail of the tools. What would be too large is refused before anything is drawn. */
export async function drawPages(task: PagesToDraw, tools: DrawingTools): Promise<Drawing> {
  try {
    return { ok: true, paths: await new Drawer(task, tools).draw() };
  } catch (error) {
    if (error instanceof NotDrawn) return { ok: false, failure: error.failure };
    throw error;
  }
}

class NotDrawn extends Error {
  readonly failure: Failure;

  constructor(code: FailureCode, { message, detail }: { message?: string; detail?: string } = {}) {
    super(code);
    this.failure = { ...failureOf(code, message), ...(detail !== undefined && { detail }) };
  }
}

class Drawer {
  readonly #task: PagesToDraw;
  readonly #tools: DrawingTools;
  readonly #scale: Scale;
  readonly #timeout: AbortSignal;
  readonly #signal: AbortSignal;
  #runs = 0;

  constructor(task: PagesToDraw, tools: DrawingTools) {
    this.#task = task;
    this.#tools = tools;
    this.#scale = scaleOf(task.options);
    this.#timeout = AbortSignal.timeout(tools.bench.timeoutMs);
    this.#signal = AbortSignal.any([task.signal, this.#timeout]);
  }

  async draw(): Promise<string[]> {
    const { pages, format, maxBytes } = this.#task;
    if (pages > maxPictures) {
      const message = `The document has ${pages} pages; at most ${maxPictures} become pictures. Ask for some of its pages.`;
      throw new NotDrawn("resource_limit", { message });
    }
    if (format !== "svg") await this.#refuseTooLarge(format);
    const paths: string[] = [];
    let bytes = 0;
    for (let first = 1; first <= pages; first += batchPages) {
      const drawn = await this.#drawBatch(first, Math.min(pages, first + batchPages - 1));
      for (const path of drawn) bytes += (await stat(path)).size;
      if (bytes > maxBytes) throw new NotDrawn("resource_limit");
      paths.push(...drawn);
      this.#task.onPage?.(paths.length, pages);
    }
    return paths;
  }

  async #refuseTooLarge(format: "png" | "jpg" | "webp"): Promise<void> {
    const { pdfinfo } = this.#tools;
    const { pages } = this.#task;
    const { stdout } = await this.#run(pdfinfo, ["-f", "1", "-l", String(pages), "in.pdf"]);
    const sizes: PageSize[] = readPageSizes(stdout);
    if (sizes.length !== pages)
      throw new NotDrawn("output_invalid", { detail: "pdfinfo counts other pages" });
    const message = refusalOf(sizes, this.#scale, format);
    if (message !== undefined) throw new NotDrawn("resource_limit", { message });
  }

  #drawBatch(first: number, last: number): Promise<string[]> {
    const { format } = this.#task;
    if (format === "svg") return this.#drawVectors(first, last);
    return format === "webp" ? this.#drawWebp(first, last) : this.#drawDots(first, last, this.#kind(format));
  }

  #kind(format: "png" | "jpg"): string[] {
    return format === "png" ? ["-png"] : ["-jpeg", "-jpegopt", `quality=${this.#quality}`];
  }

  get #quality(): number {
    return this.#task.options.quality ?? usualQuality;
  }

  async #drawDots(first: number, last: number, kind: readonly string[]): Promise<string[]> {
    const scale =
      "width" in this.#scale
        ? ["-scale-to-x", String(this.#scale.width), "-scale-to-y", "-1"]
        : ["-r", String(this.#scale.dpi)];
    const range = ["-f", String(first), "-l", String(last)];
    const args = ["-cropbox", ...kind, ...scale, ...range, "in.pdf", "out/page"];
    const { folder, files } = await this.#run(this.#tools.pdftoppm, args);
    // All numbers of one PDF have as many digits.
    const paths = files.toSorted().map((name) => join(folder, name));
    if (paths.length !== last - first + 1)
      throw new NotDrawn("output_invalid", { detail: "pictures are missing" });
    return paths;
  }

  /** pdftoppm knows no WebP. */
  async #drawWebp(first: number, last: number): Promise<string[]> {
    const paths: string[] = [];
    for (const dots of await this.#drawDots(first, last, [])) {
      const args = ["-quiet", "-q", String(this.#quality), "in.ppm", "-o", "out/page.webp"];
      paths.push(await this.#runForOne(this.#tools.cwebp, args, { "in.ppm": dots }));
    }
    return paths;
  }

  async #drawVectors(first: number, last: number): Promise<string[]> {
    const paths: string[] = [];
    for (let page = first; page <= last; page += 1) {
      const args = ["-svg", "-f", String(page), "-l", String(page), "in.pdf", "out/page.svg"];
      paths.push(await this.#runForOne(this.#tools.pdftocairo, args));
    }
    return paths;
  }

  async #runForOne(program: string, args: readonly string[], inputs?: ToolTask["inputs"]): Promise<string> {
    const { folder, files } = await this.#run(program, args, inputs);
    const [name] = files;
    if (name === undefined) throw new NotDrawn("output_invalid", { detail: "a picture is missing" });
    return join(folder, name);
  }

  async #run(
    program: string,
    args: readonly string[],
    inputs: ToolTask["inputs"] = { "in.pdf": this.#task.pdf },
  ): Promise<ToolRun & { readonly folder: string }> {
    this.#runs += 1;
    const folder = join(this.#task.folder, `drawn-${this.#runs}`);
    const run = await runTool(
      { program, args, inputs, readable, folder, signal: this.#signal },
      this.#tools.bench,
    );
    const code = this.#codeOf(run);
    if (code === undefined) return { ...run, folder };
    throw new NotDrawn(code, {
      detail: `${program}: ${JSON.stringify(run.end)} ${run.stderr.slice(0, 200)}`,
    });
  }

  #codeOf({ end }: ToolRun): FailureCode | undefined {
    switch (end.kind) {
      case "exited":
        return end.status === 0 ? undefined : "output_invalid";
      case "canceled":
        return this.#timeout.aborted && !this.#task.signal.aborted ? "conversion_timeout" : "canceled";
      case "timeout":
        return "conversion_timeout";
      case "limit":
        return "resource_limit";
      case "crashed":
        return "engine_crashed";
    }
  }
}

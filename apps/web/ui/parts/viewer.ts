import { html, nothing, type TemplateResult } from "lit";
import { resultAddress, thumbnailAddress } from "../addresses.ts";
import type { Job } from "../api/job.ts";
import type { Wording } from "../texts/wording.ts";

/** Larger files are shown only when somebody asks: they are fetched whole. */
const mostBytes = 30_000_000;
const pictures = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"];
const texts = ["text/plain", "text/html", "text/csv", "application/json"];

/** Asks the viewers of Chromium and Firefox to show the page in the width of the frame, without a side bar. */
const plainViewer = "#navpanes=0&pagemode=none&view=FitH&zoom=page-width";

export type Preview = "picture" | "frame" | "none";

/**
 * How a result can be shown. PDFs are left to the browser's own viewer: it costs nothing, searches, prints and zooms, and is
 * kept up to date by whoever makes the browser. Phones have none; they get the first page, which opens the file.
 */
export function previewOf({ result }: Pick<Job, "result">, hasPdfViewer: boolean): Preview {
  const type = result?.mediaType?.split(";", 1)[0] ?? "";
  if (result === null || result.bytes > mostBytes) return "none";
  if (pictures.includes(type)) return "picture";
  return texts.includes(type) || (type === "application/pdf" && hasPdfViewer) ? "frame" : "none";
}

/** The result itself where it can be shown, or else the first page. In front of a PDF the first page is there at once. */
export function viewer(job: Job, wording: Wording): TemplateResult | typeof nothing {
  const preview = previewOf(job, navigator.pdfViewerEnabled);
  const address = `${resultAddress(job.id)}?inline=true`;
  const title = wording.say("previewOf", { name: job.result?.filename ?? "" });
  const first = job.links.thumbnail
    ? html`<a class="first-page" href=${address} target="_blank" rel="noopener">
        <img src=${thumbnailAddress(job.id)} alt=${wording.say("openPreview")} />
      </a>`
    : nothing;
  if (preview === "picture")
    return html`<div class="viewer"><img class="whole" src=${address} alt=${title} /></div>`;
  if (preview === "none") return first === nothing ? nothing : html`<div class="viewer">${first}</div>`;
  return html`<div class="viewer framed">${first}<iframe src="${address}${plainViewer}" title=${title} @load=${show}></iframe></div>`;
}

function show({ target }: Event): void {
  (target as HTMLElement).classList.add("loaded");
}

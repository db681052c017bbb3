import { html, type TemplateResult } from "lit";
import { ApiProblem } from "../api/api-problem.ts";
import type { Formats } from "../api/formats.ts";
import { draftView } from "../pages/draft-view.ts";
import { missingPage } from "../pages/missing-page.ts";
import type { Seen } from "../pages/seen.ts";
import { sendingPanel } from "../pages/sending-panel.ts";
import { singleFile } from "../pages/single-file.ts";
import { History } from "../sendings/history.ts";
import { pdfsToMerge } from "../sendings/pdfs-to-merge.ts";
import { Sending } from "../sendings/sending.ts";
import type { SendingFile } from "../sendings/sending-file.ts";
import { summaryOf } from "../sendings/summary.ts";
import type { Shared } from "../shared.ts";
import type { Wording } from "../texts/wording.ts";
import {
  converting,
  done,
  donePdf,
  everyRow,
  failedWith,
  interruptedUntil,
  now,
  sent,
  someFile,
  warnings,
} from "./some-files.ts";
import "../pages/history-list.ts";
import "../pages/start-page.ts";
import "../parts/file-list.ts";

const nothing = () => undefined;
const actions = { leave: nothing, undo: nothing, retry: nothing, choose: nothing };
const forAll = { cancelAll: nothing, removeAll: nothing, notify: nothing, copied: nothing };

const options = ["pages", "images", "optimize", "pdfa", "tagged", "comments", "notesPages", "hiddenSlides"];
const formats: Formats = {
  maxUploadBytes: 200_000_000,
  keepMs: 86_400_000,
  accept: [".pptx", ".docx"],
  sources: [
    { extension: "pptx", family: "presentation", to: ["pdf", "png", "odp"] },
    { extension: "docx", family: "text", to: ["pdf", "png", "odt"] },
    { extension: "xlsx", family: "sheet", to: ["pdf", "csv"] },
  ],
  targets: { pdf: { optionsByFamily: { presentation: options, text: options } } },
};

/** Every state that the page can be in, by its name, made of the parts of the page itself. */
export function states(wording: Wording): Record<string, TemplateResult> {
  const seen: Seen = {
    ...{ wording, isInTrouble: false, notifying: "granted", quietMs: 2_000, now, problem: undefined },
    archive: "#",
  };
  const single = (file: SendingFile, changes: Partial<Seen> = {}) =>
    singleFile(file, { ...seen, ...changes }, { ...actions, ...forAll });
  const several = (files: readonly SendingFile[]) => html`<div class="work">
    ${sendingPanel(summaryOf(files), seen, { ...forAll, mergeAll: pdfsToMerge(files) && nothing })}
    <section class="sheet files" aria-label="Files">
      <file-list .files=${files} .formats=${formats} .wording=${wording} .actions=${actions}></file-list>
    </section>
  </div>`;
  return {
    start: html`<start-page .shared=${sharedWith([])} .wording=${wording}></start-page>`,
    chosen: draftView(sharedWith(["Review.pptx", "Letter.docx", "photo.heic"]), wording, nothing),
    uploading: single(someFile("Review.pptx", { upload: "sending", sentBytes: 60_000 })),
    "upload failed": single(someFile("Review.pptx", { problem: new ApiProblem("upload_too_large", "") })),
    waiting: single(
      sent("Review.pptx", { progress: { phase: "waiting", percent: 0, queuePosition: 3, etaSeconds: 75 } }),
    ),
    converting: single(sent("Review.pptx", converting)),
    interrupted: single(sent("Review.pptx", interruptedUntil("2030-05-01T12:00:42Z"))),
    "without a connection": single(sent("Review.pptx", converting), { isInTrouble: true }),
    done: single(sent("Review.pptx", { ...done, format: "docx", warnings })),
    failed: single(sent("Review.pptx", failedWith("engine_crashed", true))),
    locked: single(sent("Review.pptx", failedWith("wrong_password"))),
    canceled: single(sent("Review.pptx", { status: "canceled" })),
    "several, running": several(everyRow),
    "several, ended": several([
      sent("One.pptx", donePdf),
      sent("Two.docx", donePdf),
      sent("Three.xlsx", failedWith("source_corrupt")),
    ]),
    missing: missingPage(wording),
  };
}

/** What the pages share, with these files chosen. */
function sharedWith(names: readonly string[]): Shared {
  const draft = new Sending("draft");
  draft.add(
    names.map((name) => new File(["x".repeat(4_200)], name)),
    ({ name }) => ({
      format: "pdf",
      options: {},
      ...(name.endsWith(".heic") && { refusal: "not_accepted" }),
    }),
  );
  const history = new History({ getItem: () => null, setItem: nothing }, now);
  const shared = {
    draft,
    alreadyChosen: [],
    history,
    actions: undefined,
    formats,
    format: "pdf",
    options: {},
    addEventListener: nothing,
    removeEventListener: nothing,
  };
  return shared as unknown as Shared;
}

import { rowsOf } from "./format-facts.ts";

/** What is finished already, and is changed or looked at only. */
export const pdfFormats = rowsOf("pdf", { pdf: "application/pdf" });

import { createOpenDocument } from "./open-document.ts";
import { createRichText } from "./rich-text.ts";
import { createWordFile } from "./word-file.ts";
import { createWorkbook } from "./workbook.ts";
import { escapeXml } from "./xml.ts";

/** Whether the field is to show the name alone, or the folder before it, too. */
export type OwnNameForm = "name" | "path";

/** A document that shows how its own file is called, by a field or in a header. */
export function createOwnName(kind: "docx" | "odt" | "ods" | "rtf" | "xlsx", form: OwnNameForm): Uint8Array {
  const instruction = form === "path" ? "FILENAME \\p" : "FILENAME";
  switch (kind) {
    case "docx":
      return createWordFile({ body: `<w:p>${complexField(instruction, "saved name")}</w:p>` });
    case "rtf": {
      const field = `{\\field{\\*\\fldinst ${instruction.replace("\\", "\\\\")}}{\\fldrslt saved name}}`;
      return new TextEncoder().encode(
        new TextDecoder().decode(createRichText(["FIELD"])).replace("FIELD", field),
      );
    }
    case "xlsx":
      return createWorkbook({
        rows: [["cell", 1]],
        header: form === "path" ? "&L&Z&F" : "&L&F",
      });
    default:
      return createOpenDocument({
        kind,
        texts: ["text"],
        ownName: form === "path" ? "full" : "name-and-extension",
      });
  }
}

/** A field as Word writes it in runs of their own, with the text that was saved for it. */
export function complexField(instruction: string, saved: string, look = ""): string {
  const run = (content: string) => `<w:r>${look === "" ? "" : `<w:rPr>${look}</w:rPr>`}${content}</w:r>`;
  const mark = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`);
  return (
    mark("begin") +
    run(`<w:instrText xml:space="preserve"> ${escapeXml(instruction)} </w:instrText>`) +
    mark("separate") +
    run(`<w:t>${escapeXml(saved)}</w:t>`) +
    mark("end")
  );
}

import { createOpenDocument } from "./open-document.ts";
import { presentationParts } from "./presentation.ts";
import { createRichText } from "./rich-text.ts";
import { createWordFile } from "./word-file.ts";
import { createWorkbook } from "./workbook.ts";
import { escapeXml } from "./xml.ts";
import { zipPackage } from "./zip-package.ts";

/** Whether the field is to show the name alone, or the folder before it, too. */
export type OwnNameForm = "name" | "path";

/** A document that shows how its own file is called, by a field or in a header. */
export function createOwnName(
  kind: "docx" | "odt" | "ods" | "pptx" | "rtf" | "xlsx",
  form: OwnNameForm,
): Uint8Array {
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
    case "pptx":
      return withFileField(form === "path" ? "file" : "filename");
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

function withFileField(type: string): Uint8Array {
  const parts = presentationParts({ slides: 1 });
  const name = "ppt/slides/slide1.xml";
  const field = `<a:fld id="{B0C1D2E3-0000-4000-8000-000000000001}" type="${type}"><a:rPr lang="en-US" sz="1200"/><a:t>saved name</a:t></a:fld>`;
  const box = `<p:sp><p:nvSpPr><p:cNvPr id="90" name="File"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="300000" y="300000"/><a:ext cx="8000000" cy="400000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr><p:txBody><a:bodyPr/><a:p>${field}</a:p></p:txBody></p:sp>`;
  const slide = String(parts[name]).replace("</p:spTree>", `${box}</p:spTree>`);
  return zipPackage({ ...parts, [name]: slide });
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

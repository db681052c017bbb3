import { readFile } from "node:fs/promises";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** The fonts of a PDF's first page, without the letters that mark a part of a font. */
export async function fontNamesOf(path: string): Promise<string[]> {
  const loading = getDocument({
    data: new Uint8Array(await readFile(path)),
    verbosity: 0,
    fontExtraProperties: true,
  });
  try {
    const page = await (await loading.promise).getPage(1);
    await page.getOperatorList();
    const { styles } = await page.getTextContent();
    const fonts = Object.keys(styles).map((id) => page.commonObjs.get(id) as { readonly name: string });
    return fonts.map(({ name }) => name.replace(/^[A-Z]{6}\+/, ""));
  } finally {
    await loading.destroy();
  }
}

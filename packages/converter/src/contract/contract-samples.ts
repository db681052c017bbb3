import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FailureCode, SourceFormat } from "@platen/core";
import type { ConverterSamples } from "@platen/core/contracts";
import {
  createBlankPart,
  createDamagedPresentation,
  createDeclaredEntity,
  createLongText,
  createOpenDocument,
  createPicture,
  createPresentation,
  truncated,
} from "@platen/test-documents";
import { saveWithOffice } from "../../test-support/save-with-office.ts";
import { plainText } from "./test-documents.ts";

/** The documents that the contract of every converter is run with; `remove` them afterwards. */
export async function writeContractSamples(): Promise<{
  samples: ConverterSamples;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "contract-samples-"));
  const write = async (name: string, bytes: Uint8Array, format: SourceFormat) => {
    const path = join(folder, `${name}.${format}`);
    await writeFile(path, bytes);
    return { path, format };
  };
  const failing = async (name: string, bytes: Uint8Array, format: SourceFormat, code: FailureCode) => ({
    ...(await write(name, bytes, format)),
    code,
  });
  const deck = createPresentation({ slides: 5 });
  const locked = await saveWithOffice(createPresentation({ slides: 3 }), {
    from: "pptx",
    to: "pptx",
    password: "open sesame",
  });
  const samples: ConverterSamples = {
    sound: [
      { ...(await write("deck", deck, "pptx")), pages: 5 },
      { ...(await write("slides", createOpenDocument({ kind: "odp", texts: ["a", "b"] }), "odp")), pages: 2 },
    ],
    failing: [
      await failing("empty", new Uint8Array(), "docx", "source_empty"),
      await failing("truncated", truncated(deck, 0.7), "pptx", "source_corrupt"),
      await failing("damaged", createDamagedPresentation(), "pptx", "source_corrupt"),
      await failing("misnamed", createPicture({ width: 2, height: 2 }), "xlsx", "unsupported_format"),
      await failing("text", plainText("not a presentation"), "pptx", "unsupported_format"),
      await failing("blank", createBlankPart(40_000_000), "pptx", "source_too_complex"),
      await failing("entity", createDeclaredEntity(), "pptx", "source_too_complex"),
    ],
    encrypted: { ...(await write("locked", locked, "pptx")), password: "open sesame", pages: 3 },
    slow: await write("slow", createLongText(150_000), "docx"),
  };
  return { samples, remove: () => rm(folder, { recursive: true, force: true }) };
}

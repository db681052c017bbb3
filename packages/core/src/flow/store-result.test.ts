import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { newJob } from "../contracts/index.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { storeResult } from "./store-result.ts";

const made = { format: "pdf", pages: 2, engine: "press/7.4.7", warnings: [] } as const;

describe("storeResult", () => {
  it("stores result and picture below one prefix of the attempt", async () => {
    await using installation = await newMemoryInstallation();
    const [path, thumbnailPath] = ["result.pdf", "page.png"].map((name) =>
      join(installation.worker.workFolder, name),
    );
    assert.ok(path !== undefined && thumbnailPath !== undefined);
    await writeFile(path, "%PDF-");
    await writeFile(thumbnailPath, "PNG");
    const stored = await storeResult(installation.backend.files, newJob(), { ...made, path, thumbnailPath });
    const { key, thumbnailKey, bytes, mediaType } = stored.result;
    assert.deepEqual(await installation.stored(), [key, thumbnailKey]);
    assert.ok(key.startsWith(`${stored.prefix}/`) && thumbnailKey?.startsWith(`${stored.prefix}/`));
    assert.deepEqual([bytes, mediaType], [5, "application/pdf"]);
  });

  it("names the result after the source, whatever its name is like", async () => {
    await using installation = await newMemoryInstallation();
    const path = join(installation.worker.workFolder, "result.pdf");
    await writeFile(path, "%PDF-");
    const names = { "deck.pptx": "deck.pdf", "v1.2.odp": "v1.2.pdf", deck: "deck.pdf", ".pptx": ".pptx.pdf" };
    for (const [filename, expected] of Object.entries(names)) {
      const job = newJob();
      const named = { ...job, source: { ...job.source, filename } };
      const { result } = await storeResult(installation.backend.files, named, { ...made, path });
      assert.equal(result.filename, expected);
      assert.equal(result.thumbnailKey, null);
    }
  });
});

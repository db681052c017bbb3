import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { awsPlace, environmentOf, newInstallation } from "@platen/aws/test-support";
import { backendSettings, openBackend } from "@platen/backend";
import { closeBackend } from "@platen/core";
import { readSettings } from "@platen/program";

const place = awsPlace();

/** Tests S3's own clock and signature check, which an emulator only imitates. */
it("lets a signed link expire in time, and refuses a changed one", { timeout: 120_000 }, async () => {
  const { settings, drop } = await newInstallation(place.access());
  const backend = await openBackend(
    readSettings({ backend: backendSettings }, environmentOf(settings)).backend,
    {
      visibilityMs: 60_000,
    },
  );
  await backend.files.write("results/1/file", Readable.from([Buffer.from("content")]));
  const offer = { filename: "deck.pdf", mediaType: "application/pdf", expiresInMs: 10_000 };
  const url = (await backend.files.link("results/1/file", offer)) ?? assert.fail("no link");
  assert.equal(await (await fetch(url)).text(), "content");
  assert.equal((await fetch(url.replace("deck.pdf", "evil.exe"))).status, 403);
  await sleep(15_000);
  assert.equal((await fetch(url)).status, 403);
  await closeBackend(backend);
  await drop();
});

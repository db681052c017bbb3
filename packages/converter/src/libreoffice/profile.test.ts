import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { createLinkedPicture } from "@platen/test-documents";
import { execa } from "execa";
import { listen } from "../contract/protection-contract.ts";
import { findLibreOffice } from "./find-libreoffice.ts";
import { makeOwnCaches } from "./own-caches.ts";
import { profileSettings, writeProfile } from "./profile.ts";

const office = await findLibreOffice();

/** How many requests soffice makes for a picture that a document links to, with the profile that `prepare` leaves. */
async function requestsOf(prepare: (profile: string) => Promise<void>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "profile-"));
  const listener = await listen();
  try {
    await writeFile(join(folder, "source.pptx"), createLinkedPicture(listener.address));
    const profile = join(folder, "profile");
    await prepare(profile);
    const installation = `-env:UserInstallation=${pathToFileURL(profile).href}`;
    await execa("soffice", [installation, "--headless", "--convert-to", "pdf", "source.pptx"], {
      cwd: folder,
      env: { ...(await makeOwnCaches(join(folder, "caches"))), HOME: folder },
      timeout: 60_000,
    });
    return listener.requests();
  } finally {
    listener.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe("the profile", { timeout: 120_000 }, () => {
  it("keeps LibreOffice from fetching what a document links to, which it otherwise does", async () => {
    const hardened = (profile: string) => writeProfile(profile, { ...office, locale: "en-GB" });
    assert.equal(await requestsOf(hardened), 0);
    assert.ok(
      (await requestsOf(async () => undefined)) > 0,
      "the document does not tempt LibreOffice at all",
    );
  });

  it("lets no macro run unless it is the profile's own", () => {
    const disabled = (ownMacros: boolean) =>
      /"DisableMacrosExecution"[^>]*><value>(\w+)</.exec(
        profileSettings({ ...office, locale: "en-GB", ownMacros }),
      )?.[1];
    assert.equal(disabled(false), "true");
    assert.equal(disabled(true), "false");
  });

  it("is written where LibreOffice looks for it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "profile-"));
    try {
      await writeProfile(join(folder, "profile"), { ...office, locale: "de-DE" });
      const settings = await readFile(join(folder, "profile", "user", "registrymodifications.xcu"), "utf8");
      assert.match(settings, /"ooSetupSystemLocale"[^>]*><value>de-DE</);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { isAppError } from "@platen/core";
import { eventually } from "@platen/core/contracts";
import { newTestWeb, silentLogger } from "../testing/test-web.ts";
import { ApiKeys } from "./api-keys.ts";
import { newApiKey } from "./key-lines.ts";

const keyOfAnn = "ann-has-a-long-key";
const keyOfBob = "bob:has+a/long=key";

async function newFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platen-keys-"));
  test.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** As careful programs write a file: nobody ever reads half of it. */
async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

describe("The keys of the setting", () => {
  const keys = new ApiKeys({ pairs: `ann:${keyOfAnn},bob:${keyOfBob}`, file: "" });

  it("tell whose key it is, and nobody for any other key", async () => {
    assert.equal(keys.areDemanded, true);
    assert.equal(await keys.ownerOf(keyOfAnn, silentLogger), "ann");
    assert.equal(await keys.ownerOf(keyOfBob, silentLogger), "bob");
    for (const key of ["", "x", keyOfAnn.toUpperCase(), `${keyOfAnn} `])
      assert.equal(await keys.ownerOf(key, silentLogger), undefined);
  });

  it("are not demanded where there are none", () => {
    assert.equal(new ApiKeys({ pairs: "", file: "" }).areDemanded, false);
  });
});

describe("The file of keys", () => {
  const [ann, anns, bob] = [newApiKey("ann"), newApiKey("ann"), newApiKey("bob")];

  async function openWeb(test: TestContext, text: string, settings: Record<string, string> = {}) {
    const file = join(await newFolder(test), "keys");
    await writeFile(file, text);
    const logged: { err?: Error; msg?: string }[] = [];
    const log = (fields: object) => logged.push(fields);
    const { app } = await newTestWeb(test, { settings: { API_KEYS_FILE: file, ...settings }, log });
    const ask = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await app.inject({ url: "/v1/jobs", headers, remoteAddress: randomAddress() })).statusCode;
    };
    return { file, logged, ask };
  }

  it("lets in several keys of an owner, those of the setting too, and none whose time is over", async (test) => {
    const over = newApiKey("ann", "2020-01-01");
    const later = newApiKey("ann", "2999-01-01");
    const lines = [ann, anns, bob, over, later].map(({ line }) => line).join("\n");
    const { ask } = await openWeb(test, lines, { API_KEYS: `carl:${keyOfAnn}` });
    for (const key of [ann.key, anns.key, bob.key, later.key, keyOfAnn]) assert.equal(await ask(key), 200);
    for (const key of [over.key, ann.line, newApiKey("ann").key]) assert.equal(await ask(key), 401);
  });

  it("is read again when it changes: new keys work, removed ones do not, within seconds", async (test) => {
    const { file, ask } = await openWeb(test, ann.line);
    assert.equal(await ask(bob.key), 401);
    await replaceFile(file, bob.line);
    await eventually(async () => assert.equal(await ask(bob.key), 200), 5_000);
    assert.equal(await ask(ann.key), 401);
    await replaceFile(file, "");
    await eventually(async () => assert.equal(await ask(bob.key), 401), 5_000);
  });

  it("is followed when a link to it is swapped, as for a mounted secret", async (test) => {
    const folder = await newFolder(test);
    for (const [name, { line }] of Object.entries({ one: ann, two: bob })) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "keys"), line);
    }
    await symlink("one", join(folder, "data"));
    await symlink("data/keys", join(folder, "keys"));
    const keys = new ApiKeys({ pairs: "", file: join(folder, "keys") });
    assert.equal(await keys.ownerOf(ann.key, silentLogger), "ann");
    await symlink("two", join(folder, "new"));
    await rename(join(folder, "new"), join(folder, "data"));
    await eventually(async () => assert.equal(await keys.ownerOf(bob.key, silentLogger), "bob"), 5_000);
    assert.equal(await keys.ownerOf(ann.key, silentLogger), undefined);
  });

  it("keeps the last good keys when it is broken or missing, and says so once without showing any", async (test) => {
    const { file, logged, ask } = await openWeb(test, ann.line);
    const errors = () => logged.flatMap(({ err }) => (err === undefined ? [] : [err.message]));
    await replaceFile(file, `${bob.line}\nann:${anns.key}`);
    await eventually(async () => {
      assert.equal(await ask(ann.key), 200);
      assert.match(errors()[0] ?? "", /API_KEYS_FILE: line 2 /);
    }, 5_000);
    await rm(file);
    await eventually(async () => {
      assert.equal(await ask(ann.key), 200);
      assert.match(errors().at(-1) ?? "", /cannot be read \(ENOENT\)/);
    }, 5_000);
    assert.equal(errors().length, 2);
    const text = JSON.stringify(logged.map(({ err, ...rest }) => [err?.message, rest]));
    for (const secret of [ann.key, anns.key, bob.line]) assert.ok(!text.includes(secret));
    await replaceFile(file, bob.line);
    await eventually(async () => assert.equal(await ask(bob.key), 200), 5_000);
  });

  it("demands a key even while it is empty", async (test) => {
    const { ask } = await openWeb(test, "# nobody yet\n");
    assert.equal(await ask(ann.key), 401);
  });

  it("must be there and in order at the start", async (test) => {
    const file = join(await newFolder(test), "keys");
    const isTold = (words: RegExp) => (error: unknown) => {
      assert.ok(isAppError(error, "invalid_settings"));
      assert.match(error.message, words);
      return true;
    };
    assert.throws(
      () => new ApiKeys({ pairs: "", file }),
      isTold(/API_KEYS_FILE: .* cannot be read \(ENOENT\)/),
    );
    await writeFile(file, `ann:${keyOfAnn}`);
    assert.throws(() => new ApiKeys({ pairs: "", file }), isTold(/line 1 .*npm run api-key/));
    await writeFile(file, `${ann.line}\n`);
    assert.throws(
      () => new ApiKeys({ pairs: `bob:${ann.key}`, file }),
      isTold(/the same key is there twice/),
    );
  });
});

/** Wrong keys slow the address down that they come from; here none of them is a guess. */
function randomAddress(): string {
  const part = () => Math.floor(Math.random() * 256);
  return `10.${part()}.${part()}.${part()}`;
}

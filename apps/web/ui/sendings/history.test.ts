import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { History } from "./history.ts";

const now = Date.parse("2030-01-01T00:00:00Z");
const sending = (id: string, expiresAt = "2030-01-02T00:00:00Z") => ({
  id,
  createdAt: "2030-01-01T00:00:00Z",
  expiresAt,
  count: 2,
  name: `${id}.pptx`,
  picture: null,
});

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  };
}

const ids = (history: History) => history.all.map(({ id }) => id);

describe("History", () => {
  it("remembers sendings after the page is closed, newest first and each once", () => {
    const kept = storage();
    const history = new History(kept, now);
    for (const id of ["a", "b", "a"]) history.remember(sending(id));
    assert.deepEqual(ids(new History(kept, now)), ["b", "a"]);
  });

  it("forgets one, all, and those whose files are deleted", () => {
    const kept = storage();
    const history = new History(kept, now);
    for (const past of [sending("a"), sending("b"), sending("old", "2029-12-31T00:00:00Z")])
      history.remember(past);
    history.forget("a");
    assert.deepEqual(ids(new History(kept, now)), ["b"]);
    history.forgetAll();
    assert.deepEqual(ids(new History(kept, now)), []);
  });

  it("keeps the fifty newest", () => {
    const history = new History(storage(), now);
    for (let count = 1; count <= 60; count += 1) history.remember(sending(String(count)));
    assert.equal(history.all.length, 50);
  });

  it("dispatches an event for every change, and only then", () => {
    const history = new History(storage(), now);
    let told = 0;
    history.addEventListener("change", () => {
      told += 1;
    });
    history.remember(sending("a"));
    history.forget("never heard of");
    assert.equal(told, 1);
  });

  it("starts empty if the stored value is not its own", () => {
    for (const text of ["{", "null", "5", '[{"id":1}]', '["x",null]'])
      assert.deepEqual(ids(new History(storage(text), now)), [], text);
  });

  it("works without a storage", () => {
    const setItem = () => {
      throw new Error("QuotaExceededError");
    };
    const history = new History({ getItem: () => null, setItem }, now);
    history.remember(sending("a"));
    assert.deepEqual(ids(history), ["a"]);
  });
});

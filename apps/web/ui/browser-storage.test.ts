import assert from "node:assert/strict";
import { it } from "node:test";
import { browserStorage } from "./browser-storage.ts";

it("keeps values in memory if the browser forbids storage", () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  const get = () => {
    throw new Error("SecurityError");
  };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get });
  try {
    const storage = browserStorage();
    assert.equal(storage.getItem("a"), null);
    storage.setItem("a", "1");
    assert.equal(storage.getItem("a"), "1");
  } finally {
    if (before) Object.defineProperty(globalThis, "localStorage", before);
  }
});

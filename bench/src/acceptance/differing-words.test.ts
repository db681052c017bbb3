import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { differingWords } from "./differing-words.ts";

const page = (text: string) => text.split(" ");

describe("differingWords", () => {
  it("names the words that only one of the pages has, as often as they are too many", () => {
    assert.deepEqual(differingWords([page("a b"), page("x x y")], [page("b a"), page("x z")], undefined), [
      { page: 2, lacking: ["z"], extra: ["x", "y"] },
    ]);
  });

  it("lets a whole page that is missing be words that are lacking", () => {
    assert.deepEqual(differingWords([], [page("a b")], undefined), [
      { page: 1, lacking: ["a", "b"], extra: [] },
    ]);
  });

  it("does not count what soffice itself writes otherwise the second time, nor other numbers on such a page", () => {
    const [soffice, again] = [page("sum 0.31 on Monday"), page("sum 0.72 on Tuesday")];
    assert.deepEqual(differingWords([page("sum 0.55 on Monday")], [soffice], [again]), []);
    assert.deepEqual(differingWords([page("total 0.55 on Monday")], [soffice], [again]), [
      { page: 1, lacking: ["sum"], extra: ["total"] },
    ]);
  });

  it("counts numbers where soffice writes the same twice", () => {
    const soffice = [page("sum 3")];
    assert.equal(differingWords([page("sum 4")], soffice, soffice).length, 1);
  });
});

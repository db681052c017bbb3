import assert from "node:assert/strict";
import { it } from "node:test";
import { attachmentNamed } from "./attachment-name.ts";

it("offers every name in ASCII and exactly, so that no name can end the header or begin another", () => {
  const names = {
    "deck.pdf": `attachment; filename="deck.pdf"; filename*=UTF-8''deck.pdf`,
    'señal "1".pdf': `attachment; filename="se_al _1_.pdf"; filename*=UTF-8''se%C3%B1al%20%221%22.pdf`,
    "a\r\nset-cookie: b": `attachment; filename="a__set-cookie: b"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20b`,
    "it's 100%*.pdf": `attachment; filename="it's 100_*.pdf"; filename*=UTF-8''it%27s%20100%25%2A.pdf`,
    "🦉": `attachment; filename="_"; filename*=UTF-8''%F0%9F%A6%89`,
    "\ud800": `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`,
  };
  for (const [name, header] of Object.entries(names)) assert.equal(attachmentNamed(name), header);
});

import { after } from "node:test";
import { testConverter } from "@platen/core/contracts";
import { testOffice, writeContractSamples } from "../contract/index.ts";
import { openTestPress } from "./test-support/open-test-press.ts";

const { samples, remove } = await writeContractSamples();
after(remove);

testConverter(
  "the press",
  async () => ({ subject: await openTestPress(), close: async () => undefined }),
  samples,
);

testOffice("the press", openTestPress);

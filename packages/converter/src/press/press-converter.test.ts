import { after } from "node:test";
import { testConverter } from "@platen/core/contracts";
import { testOffice, writeContractSamples } from "../contract/index.ts";
import { openTestPress } from "./test-support/open-test-press.ts";

const { samples, remove } = await writeContractSamples();
after(remove);

testConverter(
  "PressConverter",
  async () => ({ subject: await openTestPress(), close: async () => undefined }),
  samples,
);

testOffice("PressConverter", openTestPress);

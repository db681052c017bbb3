import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fontReplacements } from "../../packages/converter/src/libreoffice/font-replacements.ts";
import { mendingSteps } from "../../packages/converter/src/mending/mending-steps.ts";
import { optionGroups } from "../../packages/core/src/conversion/options/index.ts";
import { root } from "../setup/root.mjs";
import { withFontTable } from "./font-docs.ts";
import { withMendingTable } from "./mending-docs.ts";
import { withOptionTables } from "./option-docs.ts";
import { environmentExample, withSettingsTables } from "./settings-docs.ts";
import { settingsGroups } from "./settings-groups.ts";

const readme = join(root, "README.md");
writeFileSync(readme, withSettingsTables(readFileSync(readme, "utf8"), settingsGroups));
writeFileSync(join(root, ".env.example"), environmentExample(settingsGroups));

const fonts = join(root, "docs", "fonts.md");
writeFileSync(fonts, withFontTable(readFileSync(fonts, "utf8"), fontReplacements));

const mending = join(root, "docs", "mending.md");
writeFileSync(mending, withMendingTable(readFileSync(mending, "utf8"), mendingSteps));

const api = join(root, "docs", "api.md");
writeFileSync(api, withOptionTables(readFileSync(api, "utf8"), optionGroups));

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { environmentExample, withSettingsTables } from "./settings-docs.ts";
import { settingsGroups } from "./settings-groups.ts";

const readme = join(root, "README.md");
writeFileSync(readme, withSettingsTables(readFileSync(readme, "utf8"), settingsGroups));
writeFileSync(join(root, ".env.example"), environmentExample(settingsGroups));

import { readFileSync } from "node:fs";

const described = readFileSync(new URL("../package.json", import.meta.url), "utf8");

export const { version } = JSON.parse(described) as { version: string };

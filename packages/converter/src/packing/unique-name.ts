import { extname } from "node:path";

/** Names of a zip, told apart by a number where documents have the same name. */
export function uniqueName(name: string, taken: Set<string>): string {
  const extension = extname(name);
  let candidate = name;
  for (let count = 2; taken.has(candidate.toLowerCase()); count += 1)
    candidate = `${name.slice(0, name.length - extension.length)} (${count})${extension}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}

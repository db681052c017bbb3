import { optionGroups, targetFormats } from "@platen/converter";
import { kebabCase } from "./read-options.ts";

/** What `--help` says. */
export function usage(): string {
  return `Usage: platen [convert] FILE… [--to FORMAT] [--out DIR] [OPTION…]
       platen convert - --from FORMAT [--to FORMAT] < FILE > RESULT

Converts office documents with LibreOffice, on this machine or on a server of Platen.
Each result lies beside its document, or in DIR, with the document's name and the extension of what it is.

  --to FORMAT          ${Object.keys(targetFormats).join(", ")}; pdf by default
  -o, --out PATH       a folder, made when it is missing; a file, for one result; or - for standard output
  --from FORMAT        what the documents are, where their names do not say it
  -f, --force          replace results that are already there; without it they stay, and their documents fail
  --pages 1-3, …       an option of the conversion; platen options lists all
  --option NAME=VALUE  the same
  --merge              one PDF of all documents
  --password TEXT      opens protected documents; PLATEN_PASSWORD keeps it out of the list of processes
  --server URL         convert there, with the key that --key or PLATEN_KEY gives; or PLATEN_SERVER
  -j, --jobs N         documents at once; by default what processors and memory allow
  --jail MODE          enforce, or best-effort, which opens documents also where a layer of the jail is missing
  --engine NAME        auto, press or libreoffice-convert
  --json               a line of JSON for each document on standard output, or on
                       standard error where the result goes to standard output
  -q, --quiet          say only what fails
  -h, --help           this
  --version            the version

Exit status: 0 all converted, 1 a document was not, 2 the command line is wrong, 3 nothing can be converted,
130 after Ctrl-C.
`;
}

/** What `platen options` says. */
export function optionsText(): string {
  return optionGroups
    .map(({ title, targets, properties }) => {
      const only = targets === undefined ? "" : ` (${targets.join(", ")})`;
      const lines = Object.entries(properties).map(([name, { type, description }]) => {
        const flag = type === "boolean" ? kebabCase(name) : `${kebabCase(name)} ${type.toUpperCase()}`;
        return `  --${flag}\n      ${description}`;
      });
      return `${title}${only}\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

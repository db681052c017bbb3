import { maxPasswordBytes } from "./protection.ts";
import type { ValueMistake } from "./tidy-options.ts";

type Given = Readonly<Record<string, unknown>>;

const names = ["openPassword", "ownerPassword", "permissions"] as const;

/**
 * What makes no sense together in the protection of a PDF. A protection is never left out silently, as other options
 * are that make no difference. `pointer` leads to the options.
 */
export function protectionMistakes(options: Given, { format = "pdf" }: Given, pointer = "#"): ValueMistake[] {
  const given = names.filter((name) => options[name] !== undefined);
  const mistake = (name: string, detail: string): ValueMistake => ({
    pointer: `${pointer}/${name}`,
    detail,
  });
  const mistakes: ValueMistake[] = [];
  if (options.pdfa !== undefined && given.length > 0) {
    const detail = `PDF/A allows no encryption: leave out either pdfa or ${given.join(" and ")}.`;
    mistakes.push(...["pdfa", ...given].map((name) => mistake(name, detail)));
  }
  if (format !== "pdf")
    mistakes.push(
      ...given.map((name) => mistake(name, `${name} protects a PDF only; leave it out, or ask for pdf.`)),
    );
  for (const name of ["openPassword", "ownerPassword"] as const) {
    const password = options[name];
    if (typeof password === "string" && Buffer.byteLength(password.normalize("NFKC")) > maxPasswordBytes)
      mistakes.push(mistake(name, `${name} must NOT have more than ${maxPasswordBytes} bytes.`));
  }
  const { openPassword, ownerPassword } = options;
  if (openPassword !== undefined && openPassword === ownerPassword)
    mistakes.push(
      mistake("ownerPassword", "ownerPassword must differ from openPassword, or everyone is the owner."),
    );
  return mistakes;
}

/** Something that LibreOffice does to a document between loading and saving: a name and plain values. */
export type Step = readonly [name: string, ...values: (number | string)[]];

/** The steps as the macro reads them. Fails for a value that is more than a number or a plain word. */
export function stepsText(steps: readonly Step[]): string {
  for (const word of steps.flat())
    if (!/^[A-Za-z0-9]+$/.test(String(word))) throw new Error("a step has a value that is no plain word");
  return steps.map((step) => `${step.join(" ")}\n`).join("");
}

import { table } from "../engines/table.ts";
import { type AcceptanceRow, acceptedPercent, type Category, categoryOf } from "./acceptance-row.ts";
import { areSame, type Differences } from "./compare-documents.ts";

const explanations: Readonly<Record<Category, string>> = {
  both: "converted by both",
  "only soffice": "converted by soffice alone",
  "only Platen": "converted by Platen alone",
  limits: "beyond one of Platen's limits",
  protected: "protected by a password",
  neither: "converted by neither",
};

/** How many documents are in each category, and of those that both convert, how many are the same in what. */
export function acceptanceReport(rows: readonly AcceptanceRow[]): string {
  const categories = Object.entries(explanations).map(([category, explanation]) => [
    explanation,
    String(rows.filter((row) => categoryOf(row) === category).length),
  ]);
  const compared = rows.flatMap(({ differences }) => differences ?? []);
  const same = (name: string, is: (differences: Differences) => boolean) => {
    const count = compared.filter(is).length;
    return [name, String(count), compared.length === 0 ? "" : percent((100 * count) / compared.length)];
  };
  const sameness = [
    same("the same pages", ({ pages }) => pages === undefined),
    same("the same words on every page", ({ words, pages }) => words === undefined && pages === undefined),
    same("the same fonts", ({ fonts }) => fonts === undefined),
    same(
      "the same pictures of the pages",
      ({ pictures, pages }) => pictures === undefined && pages === undefined,
    ),
    same("all of it the same", areSame),
  ];
  return [
    table(["documents", String(rows.length)], categories),
    table(["of those that both convert", String(compared.length), "%"], sameness),
    `Platen converts ${percent(acceptedPercent(rows))} % of what soffice converts.`,
  ].join("\n\n");
}

/** Every document that Platen converts otherwise than soffice, or not at all, in a line each. */
export function differingDocuments(rows: readonly AcceptanceRow[]): string[] {
  return rows.flatMap((row) => {
    const category = categoryOf(row);
    if (category === "only soffice" || category === "limits") return [`${row.file}: ${row.platen}`];
    if (row.differences === undefined || areSame(row.differences)) return [];
    return [`${row.file}: ${inWords(row.differences)}`];
  });
}

function inWords({ pages, words, fonts, pictures }: Differences): string {
  const [first] = words ?? [];
  return [
    pages && `${pages.platen} pages for ${pages.soffice}`,
    first && `words on page ${first.page}: ${changes(first)}`,
    fonts && `fonts: ${changes(fonts)}`,
    pictures && `page ${pictures.page} looks alike by ${pictures.decibels} dB`,
  ]
    .filter((part) => part !== undefined)
    .join("; ");
}

function changes({ lacking, extra }: { lacking: readonly string[]; extra: readonly string[] }): string {
  const some = (words: readonly string[]) => words.slice(0, 8).join(" ").slice(0, 200);
  return `[${some(lacking)}] → [${some(extra)}]`;
}

function percent(value: number): string {
  return (Math.floor(value * 100) / 100).toFixed(2);
}

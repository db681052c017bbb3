/**
 * Everything that is set right in a document because LibreOffice by itself gets it wrong. An operator can turn each off
 * by its name.
 */
export const mendingSteps = {
  references: "cross references whose target is missing show what was saved, not an error",
  links: "links whose text has no character style can be clicked",
  paper: "texts that name no paper have that of the locale",
  ownName: "fields and headers show the uploaded name without a folder, and every sign of it",
  dates: "dates that update themselves show what was saved, unless `dates` asks for today's",
  indexes: "tables of contents that are empty or out of date are written",
  hiddenSheets: "hidden sheets that have a print area are not printed",
  calculation: "workbooks that ask for it are calculated",
  rowHeights: "rows without a height grow with wrapped text",
  labels: "labels of slides that do not wrap stand where they were put",
} as const;

export type MendingStep = keyof typeof mendingSteps;

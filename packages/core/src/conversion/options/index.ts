import type { Family } from "../sources/source-formats.ts";
import type { TargetFormat } from "../target-formats.ts";
import { archive } from "./archive.ts";
import { attachments } from "./attachments.ts";
import { csvSheet } from "./csv-sheet.ts";
import { dates } from "./dates.ts";
import { firstPage } from "./first-page.ts";
import { forms } from "./forms.ts";
import { language } from "./language.ts";
import { notes } from "./notes.ts";
import type { OptionGroup, OptionSchema, ValuesOf } from "./option-group.ts";
import { outline } from "./outline.ts";
import { pageChanges } from "./page-changes.ts";
import { pagePictures } from "./page-pictures.ts";
import { pageSetup } from "./page-setup.ts";
import { pages } from "./pages.ts";
import { pdfFacts } from "./pdf-facts.ts";
import { pictureQuality } from "./picture-quality.ts";
import { pictures } from "./pictures.ts";
import { plainText } from "./plain-text.ts";
import { protection, type ResultPasswords } from "./protection.ts";
import { several } from "./several.ts";
import { sheets } from "./sheets.ts";
import { slides } from "./slides.ts";
import { takingApart } from "./taking-apart.ts";
import { texts } from "./texts.ts";
import { view } from "./view.ts";
import { watermarkText } from "./watermark-text.ts";

export { backwardRange } from "../finishing/page-ranges.ts";
export type { OptionGroup, OptionSchema } from "./option-group.ts";
export { papers } from "./page-setup.ts";
export { tidyPages } from "./pages.ts";
export {
  maxPasswordBytes,
  type PermissionName,
  permissionNames,
  permissionsOf,
  type ResultPasswords,
  tidyPermissions,
} from "./protection.ts";

/** In the order in which people read of them. A new group is named here and in `properties`. */
export const optionGroups: readonly OptionGroup[] = [
  pages,
  pageSetup,
  pictures,
  pictureQuality,
  pagePictures,
  notes,
  forms,
  slides,
  texts,
  sheets,
  csvSheet,
  plainText,
  language,
  dates,
  archive,
  protection,
  outline,
  view,
  watermarkText,
  attachments,
  several,
  takingApart,
  pageChanges,
  pdfFacts,
  firstPage,
];

const properties = {
  ...pages.properties,
  ...pageSetup.properties,
  ...pictures.properties,
  ...pictureQuality.properties,
  ...pagePictures.properties,
  ...notes.properties,
  ...forms.properties,
  ...slides.properties,
  ...texts.properties,
  ...sheets.properties,
  ...csvSheet.properties,
  ...plainText.properties,
  ...language.properties,
  ...dates.properties,
  ...archive.properties,
  ...protection.properties,
  ...outline.properties,
  ...view.properties,
  ...watermarkText.properties,
  ...attachments.properties,
  ...several.properties,
  ...takingApart.properties,
  ...pageChanges.properties,
  ...pdfFacts.properties,
  ...firstPage.properties,
} as const;

/** What a person may ask of the result. What is absent has the default of `optionsSchema`. */
export type ConversionOptions = Omit<ValuesOf<typeof properties>, keyof ResultPasswords>;

/**
 * The options as JSON Schema: what the API accepts, what `/v1/formats` and `/openapi.json` show. The password of the
 * source is not among them, because it is no option of the result.
 */
export const optionsSchema = { type: "object", additionalProperties: false, properties } as const;

const { openPassword: _openPassword, ownerPassword: _ownerPassword, ...shownProperties } = properties;

/** The options that a job shows: all but the passwords of its result. */
export const shownOptionsSchema = { ...optionsSchema, properties: shownProperties } as const;

/** What LibreOffice need not do. */
const groupsOfPdfs: ReadonlySet<OptionGroup> = new Set<OptionGroup>([
  ...[
    pages,
    pictureQuality,
    pagePictures,
    protection,
    several,
    takingApart,
    pageChanges,
    pdfFacts,
    firstPage,
  ],
]);

/** The options that make a difference when a document of this family, or any document, becomes this target. */
export function optionsOf(target: TargetFormat, family?: Family): Readonly<Record<string, OptionSchema>> {
  const ofFamily = (group: OptionGroup) =>
    family === "pdf"
      ? groupsOfPdfs.has(group)
      : family === undefined || (group.families?.includes(family) ?? true);
  const concerned = optionGroups.filter(
    (group) => (group.targets?.includes(target) ?? true) && ofFamily(group),
  );
  return Object.assign({}, ...concerned.map((group) => group.properties));
}

/** What LibreOffice is to save. */
export interface EngineOutput {
  /** Of the file; LibreOfficeKit chooses the filter by it. */
  readonly extension: string;
  /** LibreOffice's name of the filter. */
  readonly filter: string;
  /** As the filter takes them: JSON for a PDF, tokens for text, often none. */
  readonly options: string;
  /** Whether the filter writes files of other names, or more of them beside the one that is asked for. */
  readonly isSeveral: boolean;
}

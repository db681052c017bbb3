/** One option of LibreOffice's PDF export, in the form that its JSON reader wants: everything is a string. */
export interface FilterOption {
  readonly type: "boolean" | "long" | "string";
  readonly value: string;
}

export type FilterOptions = Readonly<Record<string, FilterOption>>;

export const yes: FilterOption = { type: "boolean", value: "true" };
export const no: FilterOption = { type: "boolean", value: "false" };

/** Whether something is wanted, which it is not unless it was asked for. */
export const when = (wanted: boolean | undefined): FilterOption => (wanted === true ? yes : no);
/** Whether something is wanted, which it is unless it was asked not to be. */
export const unless = (unwanted: boolean | undefined): FilterOption => (unwanted === false ? no : yes);
export const long = (value: number): FilterOption => ({ type: "long", value: String(value) });
export const text = (value: string): FilterOption => ({ type: "string", value });

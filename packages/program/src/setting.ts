/**
 * How a setting is declared, once: a TypeBox schema with the variable that sets it, a default and a description. Its key
 * is the name of the value in the code, and a `Type.Object` around several makes a group, which is handed to whoever
 * works with it:
 *
 *     const webSettings = Type.Object({
 *       maxUploadBytes: Type.Integer({ variable: "MAX_UPLOAD_BYTES", default: 200_000_000, description: "…" }),
 *     });
 *     type WebSettings = Static<typeof webSettings>; // { maxUploadBytes: number }
 */
export interface SettingSchema {
  /** The environment variable. */
  readonly variable?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SettingSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  /** It must be given while each of these other variables has this value. */
  readonly neededWhen?: Readonly<Record<string, string>>;
  /** A secret: never shown. */
  readonly writeOnly?: boolean;
  /** This is a group. */
  readonly properties?: Declarations;
}

type Declarations = Readonly<Record<string, SettingSchema>>;

export interface Setting {
  /** Where its value is, as a JSON pointer. */
  readonly path: string;
  readonly variable: string;
  readonly schema: SettingSchema;
}

/** Every setting of the declarations and their groups, in their order. */
export function settingsIn(declarations: object, above = ""): Setting[] {
  return schemasOf(declarations).flatMap(([key, schema]) => {
    const path = `${above}/${key}`;
    if (schema.properties) return settingsIn(schema.properties, path);
    return [{ path, variable: variableOf(key, schema), schema }];
  });
}

/** TypeBox's schemas are of this shape, but its types do not tell. */
export function schemasOf(declarations: object): [string, SettingSchema][] {
  return Object.entries(declarations as Declarations);
}

export function variableOf(key: string, { variable }: SettingSchema): string {
  if (variable === undefined) throw new Error(`The declaration of ${key} names no variable.`);
  return variable;
}

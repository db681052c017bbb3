import type { ConversionOptions } from "./conversion-options.ts";

/** Options for a purpose that people know. */
export const presets = {
  Normal: {},
  Small: { images: "screen", optimize: true },
  Archive: { pdfa: "2b", tagged: true },
  Print: { images: "print" },
  Screen: { singlePageSheets: true, comments: true, hiddenSlides: true },
} as const satisfies Record<string, ConversionOptions>;

export type Preset = keyof typeof presets;

const names = Object.keys(presets) as Preset[];
const ofPresets = new Set(Object.values(presets).flatMap((preset) => Object.keys(preset)));

/** The preset that these options are, whatever no preset says; undefined for a mixture of one's own. */
export function presetOf(options: ConversionOptions): Preset | undefined {
  const said = Object.entries(options).filter(([name]) => ofPresets.has(name));
  return names.find((name) => {
    const preset: ConversionOptions = presets[name];
    return said.length === Object.keys(preset).length && said.every(([key, value]) => preset[key] === value);
  });
}

/** The options of a preset, with what no preset says left as it is. */
export function withPreset(options: ConversionOptions, preset: Preset): ConversionOptions {
  const kept = Object.entries(options).filter(([name]) => !ofPresets.has(name));
  return { ...Object.fromEntries(kept), ...presets[preset] };
}

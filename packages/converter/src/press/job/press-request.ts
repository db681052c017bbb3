import type { OfficeLimits } from "../../engine.ts";

/** What the template process is told to do with one document. Files are names inside `folder`. */
export interface PressRequest {
  readonly folder: string;
  readonly source: string;
  readonly result: string;
  /** As LibreOfficeKit calls the kind of the result: by its extension. */
  readonly format: string;
  /** LibreOffice's name of the filter, where its options are no JSON. */
  readonly filter?: string;
  readonly passwordFile?: string;
  /** Whether the file `steps` is to be done to the document between loading and saving. */
  readonly hasSteps?: boolean;
  readonly loadOptions: string;
  readonly exportOptions: string;
  readonly limits: PressLimits;
  /** System calls to refuse beside those that always are; only a trial press takes such a request. */
  readonly refusedCalls?: readonly string[];
}

export interface PressLimits extends OfficeLimits {
  readonly timeoutMs: number;
}

export function limitsOfRequest(limits: PressLimits) {
  return {
    wallMs: limits.timeoutMs,
    cpuSeconds: limits.maxCpuSeconds,
    memoryBytes: limits.maxMemoryBytes,
    fileBytes: limits.maxResultBytes,
  };
}

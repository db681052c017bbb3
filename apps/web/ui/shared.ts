import type { ConversionOptions } from "./api/conversion-options.ts";
import type { Formats } from "./api/formats.ts";
import type { RecentJobs } from "./jobs/recent-jobs.ts";
import type { Uploads } from "./jobs/uploads.ts";

/** The state that all pages share. */
export interface Shared {
  readonly uploads: Uploads;
  readonly recent: RecentJobs;
  /** The files sent from this page, by job, so that the user need not choose a file again until the page is reloaded. */
  readonly sentFiles: Map<string, File>;
  /** Undefined until the server has answered. */
  formats: Formats | undefined;
  /** Adds files to upload; those that the server would refuse are marked at once. */
  add(files: Iterable<File>): void;
  convert(options: ConversionOptions): void;
  navigate(address: string): void;
}

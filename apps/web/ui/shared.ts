import type { ConversionOptions } from "./api/conversion-options.ts";
import type { Formats } from "./api/formats.ts";
import type { RecentJobs } from "./jobs/recent-jobs.ts";
import type { Uploads } from "./jobs/uploads.ts";

/** What every page shares and what outlives a change of page. */
export interface Shared {
  readonly uploads: Uploads;
  readonly recent: RecentJobs;
  /** The files sent from this page, by job: so that "again" needs no second choosing until the page is reloaded. */
  readonly sentFiles: Map<string, File>;
  /** Undefined until the server has told. */
  formats: Formats | undefined;
  /** Takes files from anywhere; those the server would refuse are told apart at once. */
  add(files: Iterable<File>): void;
  convert(options: ConversionOptions): void;
  navigate(address: string): void;
}

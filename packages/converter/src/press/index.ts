/**
 * The press from inside, for whoever measures it or tries to break it: a template process that can be started without some
 * of its layers, and that gets documents as they are, without checks before.
 */

export { runRequest } from "./job/run-request.ts";
export type { TemplateProcess } from "./process/template-process.ts";
export { startTrialTemplate } from "./process/trial-template.ts";

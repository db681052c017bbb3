import { Type } from "typebox";

/** Any text: what is no id is answered as a job that does not exist. */
export const jobParams = Type.Object({ id: Type.String({ description: "The job's id." }) });

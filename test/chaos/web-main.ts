import { runWeb } from "@platen/web";

/** The product's own web app with the policy of an experiment, as JSON in the first argument. */
const policy = JSON.parse(process.argv[2] ?? "{}");
await runWeb({ environment: process.env, isTerminal: false, policy });

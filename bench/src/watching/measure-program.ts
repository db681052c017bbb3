/** One measurement in a process of its own, so that nothing else is in its processor time; the figures as JSON. */
import { measureWatching } from "./measure-watching.ts";

const figures = await measureWatching(JSON.parse(process.argv[2] ?? ""));
process.stdout.write(JSON.stringify(figures));
process.exit(0);

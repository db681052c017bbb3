/** The program of an inspector: see `InspectorProcess`, which starts it. */
import { inspectorTasks } from "./inspector-tasks.ts";
import { serveTasks } from "./serve-tasks.ts";

serveTasks(inspectorTasks);

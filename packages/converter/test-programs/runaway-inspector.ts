/** An inspector that does its work for every source but those whose names ask for something else. */
import { inspectorTasks } from "../src/inspection/inspector-tasks.ts";
import { serveTasks } from "../src/inspection/serve-tasks.ts";

const runaways: Readonly<Record<string, () => unknown>> = {
  loop: () => {
    for (;;);
  },
  list: () => {
    for (const list: unknown[] = []; ; ) list.push({});
  },
  array: () => {
    for (const list: number[] = []; ; ) list.push(1.5);
  },
  map: () => {
    for (const map = new Map<number, number>(); ; ) map.set(map.size, 1);
  },
  buffers: () => {
    for (const list: Buffer[] = []; ; ) list.push(Buffer.alloc(16_777_216, 1));
  },
  text: () => "x".repeat(2 ** 30),
  busy: () => {
    for (const start = process.cpuUsage().user; process.cpuUsage().user - start < 5e5; );
  },
  crash: () => process.abort(),
  exit: () => process.exit(3),
  full: () => {
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC", syscall: "write" });
  },
};

serveTasks({
  ...inspectorTasks,
  inspectSource: (input: Parameters<typeof inspectorTasks.inspectSource>[0]) => {
    const runaway = /([a-z]+)\.\w+$/.exec(input.source.path)?.[1] ?? "";
    return runaways[runaway]?.() ?? inspectorTasks.inspectSource(input);
  },
});

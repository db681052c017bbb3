import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@platen/core";
import type { GuardedFolder } from "../../jail/jail-choice.ts";
import { makeProbeTargets, processTargets } from "../../jail/probe-targets.ts";
import { type Probe, withLastProbe } from "../../jail/probes.ts";
import { giveToChild } from "../job/job-folder.ts";
import type { PressMessage } from "../process/press-message.ts";
import type { TemplateProcess } from "../process/template-process.ts";

const patienceMs = 10_000;

/** Has a child of its own try everything that a document must not do, to files made for that and beside another child. */
export async function probeJail(
  template: TemplateProcess,
  guarded: readonly GuardedFolder[] = [],
): Promise<Probe[]> {
  const targets = await makeProbeTargets(guarded, template.userIdOf(1));
  const neighbour = { path: join(targets.ownFolder, "..", "held"), userId: template.userIdOf(1) };
  const own = { path: targets.ownFolder, userId: template.userIdOf(0) };
  try {
    await mkdir(neighbour.path, { mode: 0o700 });
    await giveToChild(neighbour, []);
    await giveToChild(own, []);
    const held = await startHeld(template, { folder: neighbour.path, slot: 1 });
    const processes = processTargets({ neighbour: held.processId, template: template.processId });
    const pressRequest = { folder: own.path, slot: 0, files: targets.files, processes };
    const probes = await runProbe(template, pressRequest).finally(held.end);
    return withLastProbe(probes);
  } finally {
    await targets.remove();
  }
}

/** A child that stays in its jail until it is ended. */
async function startHeld(
  template: TemplateProcess,
  pressRequest: object,
): Promise<{ processId: number; end(): Promise<void> }> {
  const there = Promise.withResolvers<number>();
  const gone = Promise.withResolvers<void>();
  let processId = 0;
  const id = sendProbe(template, { ...pressRequest, hold: true }, (message) => {
    if (message.event === "started") processId = message.processId;
    if (message.event === "probe") there.resolve(processId);
    const problem = problemOf(message);
    if (problem !== undefined) there.reject(cannotBeTried(problem));
    if (message.event === "ended") gone.resolve();
  });
  void template.ended.then((words) => {
    there.reject(cannotBeTried(words));
    gone.resolve();
  });
  await there.promise;
  const end = async () => {
    template.send({ command: "cancel", id });
    await gone.promise;
    template.forget(id);
  };
  return { processId, end };
}

async function runProbe(template: TemplateProcess, pressRequest: object): Promise<Probe[]> {
  const probes: Probe[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Probe[]>();
  void template.ended.then((words) => reject(cannotBeTried(words)));
  const id = sendProbe(template, pressRequest, (message) => {
    if (message.event === "probe") probes.push(message);
    const problem = problemOf(message);
    if (problem !== undefined) reject(cannotBeTried(problem));
    if (message.event === "ended") resolve(probes);
  });
  return promise.finally(() => template.forget(id));
}

function sendProbe(
  template: TemplateProcess,
  pressRequest: object,
  onMessage: (message: PressMessage) => void,
): string {
  const id = randomUUID();
  template.send(
    { command: "probe", id, wallMs: patienceMs, ...pressRequest } as { command: string; id: string },
    onMessage,
  );
  return id;
}

function problemOf(message: PressMessage): string | undefined {
  if (message.event === "refused") return message.reason;
  return message.event === "ended" && message.detail !== "" ? message.detail : undefined;
}

function cannotBeTried(why: string): AppError {
  return new AppError("unavailable", "engine_unavailable", `The press's jail cannot be tried: ${why}.`);
}

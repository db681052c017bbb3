import { setImmediate as settled } from "node:timers/promises";
import fc from "fast-check";
import type { Actor, Fate } from "./stage.ts";
import { policy, type World } from "./world.ts";

const minuteMs = 60_000;
const pick = fc.nat({ max: 11 });
/** How many calls a new actor makes at once; from 20 on it runs to its end. */
const first = fc.integer({ min: 0, max: 26 });
/** An Idempotency-Key, or none. */
const key = fc.constantFrom<string | undefined>("key-sound", "key-crashes", undefined, undefined);
/** The index of an existing job. */
const which = fc.nat({ max: 2 });
const text = fc.constantFrom<string>("sound", "sound", "crashes", "damaged");
const passed = [1_000, 4_000, 20_000, policy.leaseMs + 3_000, policy.leaseMs + 5_000, 6 * minuteMs];
const jumped = [-minuteMs, -policy.maxWaitMs, -2 * policy.keepMs, policy.maxWaitMs, policy.keepMs];
const answered = fc.constant<Fate>("answered");
const fate = fc.constantFrom<Fate>("refused", "answer-lost", "late");

const step = <T extends string, U extends object = object>(
  weight: number,
  kind: T,
  model: { [K in keyof U]: fc.Arbitrary<U[K]> } = {} as { [K in keyof U]: fc.Arbitrary<U[K]> },
) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), ...model }) as fc.Arbitrary<{ kind: T } & U>,
});

/** One event in the world. Shrinks towards `rest`. */
export const stepArbitrary = fc.oneof(
  { withCrossShrink: true },
  step(1, "rest"),
  step(8, "submit", { key, text, hasPassword: fc.boolean(), isTold: fc.boolean(), first }),
  step(18, "work", { first }),
  step(16, "calls", { pick, count: fc.integer({ min: 1, max: 4 }), fate: answered }),
  step(12, "calls", { pick, count: fc.integer({ min: 1, max: 3 }), fate }),
  step(6, "calls", { pick, count: fc.constant(60), fate: answered }),
  step(6, "kill", { pick, isTooLate: fc.boolean() }),
  step(10, "beat", { pick }),
  step(8, "drain", { pick }),
  step(8, "pass", { ms: fc.constantFrom(...passed) }),
  step(1, "pass", { ms: fc.constantFrom(...jumped) }),
  step(5, "sweep", { first }),
  step(1, "sweepOrphans", { first }),
  step(3, "cancel", { which, first }),
  step(6, "redrive", { which, first }),
  step(2, "remove", { which, first }),
  step(6, "duplicate", { which }),
  step(1, "loseMessage"),
);

export type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Performs the step, and lets all actors continue until they need another answer. */
export async function runStep(step: Step, world: World): Promise<void> {
  switch (step.kind) {
    case "rest":
      return;
    case "calls":
      return withPicked(world.stage.waiting(), step.pick, (actor) => letCall(world, actor, step));
    case "kill":
      return withPicked(world.running(), step.pick, (actor) => world.stage.kill(actor, step.isTooLate));
    case "beat":
      return withPicked(world.claiming(), step.pick, async (worker) => worker.beat());
    case "drain":
      return withPicked(world.claiming(), step.pick, async (worker) => worker.drain());
    case "pass":
      return world.clock.pass(step.ms);
    case "duplicate":
      return world.queue.send(world.jobId(step.which), { owner: "owner-1" });
    case "loseMessage":
      return (await world.queue.receive({ waitMs: 0 }))?.complete();
    case "submit":
      return begin(world, submitted(world, step), step);
    case "work":
    case "sweep":
    case "sweepOrphans":
      return begin(world, world[step.kind](), step);
    case "cancel":
    case "redrive":
    case "remove":
      return begin(world, world[step.kind](world.jobId(step.which)), step);
  }
}

function submitted(world: World, step: Step & { kind: "submit" }): Actor {
  const password = step.hasPassword ? "secret" : null;
  return world.submit(step.key, step.text, { password, isTold: step.isTold });
}

async function begin(world: World, actor: Actor, { first }: { first: number }): Promise<void> {
  await settled();
  await letCall(world, actor, { count: first < 20 ? first : 60, fate: "answered" });
}

/** Performs several calls of one actor; the last one gets the given fate. */
async function letCall(
  world: World,
  actor: Actor,
  { count, fate }: { count: number; fate: Fate },
): Promise<void> {
  for (let left = count; left > 0 && world.stage.isWaiting(actor); left -= 1)
    await world.stage.step(actor, left === 1 ? fate : "answered");
}

async function withPicked<T>(
  among: readonly T[],
  pick: number,
  use: (picked: T) => Promise<void>,
): Promise<void> {
  const picked = among[pick % among.length];
  if (picked !== undefined) await use(picked);
  await settled();
}

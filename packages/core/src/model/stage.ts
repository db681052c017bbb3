import { setImmediate as settled } from "node:timers/promises";
import { AppError } from "../app-error.ts";

export type Role = "submitter" | "worker" | "sweeper" | "canceler" | "redriver" | "remover";

/** A caller of the backend: a request of a web app, a worker with one delivery, or a sweep. */
export interface Actor {
  readonly role: Role;
  readonly name: string;
  isAlive: boolean;
}

/**
 * The outcome of one call: it is answered; it fails without effect; it has its effect but fails; or it fails and has its
 * effect at a later time.
 */
export type Fate = "answered" | "refused" | "answer-lost" | "late";

interface Call {
  readonly actor: Actor;
  readonly perform: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const ignore = () => undefined;

/**
 * A deterministic scheduler. Every call to store, queue or storage waits here until the test performs it, so anything can
 * happen between two calls of one actor. A dead actor never gets another answer.
 */
export class Stage {
  #calls: Call[] = [];
  #isCalm = false;
  /** The actor whose call is being performed. */
  acting: Actor | undefined;

  call<T>(actor: Actor, perform: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const call: Call = { actor, perform, resolve: resolve as (value: unknown) => void, reject };
      if (this.#isCalm && actor.isAlive) this.#answer(call);
      else if (actor.isAlive) this.#calls.push(call);
    });
  }

  /** All actors that wait for an answer; their late calls count as separate actors. */
  waiting(): Actor[] {
    return [...new Set(this.#calls.map((call) => call.actor))];
  }

  isWaiting(actor: Actor): boolean {
    return this.#calls.some((call) => call.actor === actor);
  }

  /** Performs the first call of an actor. Returns when no actor can continue without another call. */
  async step(actor: Actor, fate: Fate): Promise<void> {
    const call = this.#calls.find((each) => each.actor === actor);
    if (call === undefined) return;
    this.#calls = this.#calls.filter((each) => each !== call);
    const away = new AppError("unavailable", "away", "Try again later.");
    if (fate === "late") this.#calls.push({ ...call, actor: { ...actor }, resolve: ignore, reject: ignore });
    if (fate === "answered") this.#answer(call);
    else if (fate === "answer-lost") this.#answer({ ...call, resolve: () => call.reject(away) });
    else call.reject(away);
    await settled();
  }

  /** Kills an actor; with `isTooLate` its last call still takes effect. */
  async kill(actor: Actor, isTooLate: boolean): Promise<void> {
    if (isTooLate) await this.step(actor, "answer-lost");
    actor.isAlive = false;
    this.#calls = this.#calls.filter((call) => call.actor !== actor);
  }

  /** Answers all waiting calls now, and every later call at once. */
  async calm(): Promise<void> {
    this.#isCalm = true;
    for (const call of this.#calls.splice(0)) this.#answer(call);
    await settled();
  }

  #answer(call: Call): void {
    this.acting = call.actor;
    call.perform().then(call.resolve, call.reject);
    this.acting = undefined;
  }
}

/** Wraps an object so that each of its calls waits in the scheduler. Only for methods that return promises. */
export function staged<T extends object>(target: T, stage: Stage, actor: Actor): T {
  return new Proxy(target, {
    get(_, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...parameters: unknown[]) =>
        stage.call<unknown>(actor, () => Reflect.apply(method, target, parameters));
    },
  });
}

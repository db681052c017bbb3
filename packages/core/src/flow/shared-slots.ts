/** A place in the line for a slot, or in a slot. */
export interface Place {
  /** True once it has a slot; false when it got none in time. */
  turn(waitMs: number, signal: AbortSignal): Promise<boolean>;
  /** Frees the place, whatever it was. May be called more than once. */
  leave(): void;
}

export interface SlotLimits {
  readonly slots: number;
  /** Of these, at most so many for one name. */
  readonly slotsOfOne: number;
  /** In slots and in line together. */
  readonly places: number;
  readonly placesOfOne: number;
}

interface Entry {
  readonly name: string;
  hasSlot: boolean;
  onSlot: () => void;
}

/** Slots that several share, such that none of them can take all. */
export class SharedSlots {
  readonly #limits: SlotLimits;
  /** In their order of coming. */
  readonly #entries = new Set<Entry>();

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** Undefined where the line is too long already. */
  enter(name: string): Place | undefined {
    const { places, placesOfOne } = this.#limits;
    if (this.#entries.size >= places || this.#count((entry) => entry.name === name) >= placesOfOne)
      return undefined;
    const entry: Entry = { name, hasSlot: false, onSlot: () => undefined };
    this.#entries.add(entry);
    this.#admit();
    return {
      turn: (waitMs, signal) => this.#turn(entry, waitMs, signal),
      leave: () => {
        this.#entries.delete(entry);
        this.#admit();
      },
    };
  }

  #admit(): void {
    for (const entry of this.#entries) {
      if (entry.hasSlot) continue;
      if (this.#count(({ hasSlot }) => hasSlot) >= this.#limits.slots) return;
      const ofOne = this.#count(({ hasSlot, name }) => hasSlot && name === entry.name);
      if (ofOne >= this.#limits.slotsOfOne) continue;
      entry.hasSlot = true;
      entry.onSlot();
    }
  }

  async #turn(entry: Entry, waitMs: number, signal: AbortSignal): Promise<boolean> {
    if (entry.hasSlot || signal.aborted) return entry.hasSlot && !signal.aborted;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      signal.addEventListener("abort", done);
      entry.onSlot = done;
    });
    return entry.hasSlot && !signal.aborted;
  }

  #count(isCounted: (entry: Entry) => boolean): number {
    let count = 0;
    for (const entry of this.#entries) if (isCounted(entry)) count += 1;
    return count;
  }
}

/** Business time. Code reads a Clock; only tests and the demo change it. */
export type Clock = { now(): Date }

// One offset for the whole process even if this module is loaded twice (source and build side by side).
const OFFSET = Symbol.for("atrium.kernel.clock-offset")
const shared = globalThis as typeof globalThis & { [OFFSET]?: number }

/** The process-wide business clock: the machine's time plus an offset that only demo and tests set. */
export const clock: Clock = {
  now: () => new Date(Date.now() + (shared[OFFSET] ?? 0)),
}

/** Moves business time by a number of seconds (negative: back). */
export const advanceClock = (seconds: number): void => {
  shared[OFFSET] = (shared[OFFSET] ?? 0) + Math.round(seconds * 1000)
}

/** Sets business time to `now`; it continues to run from there. */
export const setClock = (now: Date): void => {
  shared[OFFSET] = now.getTime() - Date.now()
}

export const resetClock = (): void => {
  shared[OFFSET] = 0
}

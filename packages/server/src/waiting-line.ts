import { commonErrors } from "@atrium/kernel"
import type { MedusaResponse } from "@medusajs/framework/http"

import { metrics } from "./metrics"

export type LineSettings = {
  /** What the metric of its length calls it. */
  readonly name: string
  /** How many are served at once, at the moment; at least one. */
  readonly atOnce: () => number
  /** How many may wait. */
  readonly waiting: number
  /** A turn that takes longer is no longer counted: it waits for something else, for example for a dead process's lock. */
  readonly turnMs: number
}

type Waiting = { readonly begin: () => void }

/**
 * A line in front of work that keeps the processor busy. Node runs all that it has started in turns, so of 200 that
 * start together, each would take as long as all 200. In a line, those in front are done soon, and the others' time
 * limits (locks, leases, connections) start with their own turn.
 */
export class WaitingLine {
  private serving = 0
  // A Set keeps the order of arrival.
  private readonly line = new Set<Waiting>()

  constructor(private readonly settings: LineSettings) {}

  /** How many wait. */
  get length(): number {
    return this.line.size
  }

  /** Whether whoever comes has to wait. */
  get isBusy(): boolean {
    return this.serving >= this.settings.atOnce()
  }

  /** Whether no further request may wait. */
  get isFull(): boolean {
    return this.line.size >= this.settings.waiting
  }

  /**
   * Waits for the caller's turn. Returns a function that ends it, or undefined when `signal` was aborted before.
   * @throws unavailable when too many wait
   */
  turn(signal?: AbortSignal): Promise<(() => void) | undefined> {
    if (signal?.aborted) return Promise.resolve(undefined)
    if (!this.isBusy) return Promise.resolve(this.begin())
    if (this.isFull) return Promise.reject(commonErrors.fail("unavailable", { retryAfterSeconds: 5 }))
    return new Promise((resolve) => {
      const leave = () => {
        this.line.delete(own)
        this.report()
        resolve(undefined)
      }
      const own: Waiting = {
        begin: () => {
          signal?.removeEventListener("abort", leave)
          resolve(this.begin())
        },
      }
      this.line.add(own)
      this.report()
      signal?.addEventListener("abort", leave, { once: true })
    })
  }

  /** Does the job in its turn. Returns undefined when `signal` was aborted before it began. */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    const end = await this.turn(signal)
    if (!end) return undefined
    try {
      return await job()
    } finally {
      end()
    }
  }

  private report(): void {
    metrics().waiting.labels(this.settings.name).set(this.line.size)
  }

  private begin(): () => void {
    this.serving += 1
    this.report()
    let over = false
    const end = () => {
      if (over) return
      over = true
      clearTimeout(timer)
      this.serving -= 1
      for (const next of this.line) {
        if (this.isBusy) return
        this.line.delete(next)
        next.begin()
      }
    }
    const timer = setTimeout(end, this.settings.turnMs)
    timer.unref()
    return end
  }
}

/** Aborted when the client has gone before it was answered: it no longer waits in any line. */
export const clientGone = (res: MedusaResponse): AbortSignal => {
  const gone = new AbortController()
  res.once("close", () => {
    if (!res.writableFinished) gone.abort()
  })
  return gone.signal
}

import { randomUUID } from "node:crypto"
import { hostname } from "node:os"

import { clock } from "@atrium/kernel"
import { metrics, runInContext } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isPermanent, mayPostpone, postponementOf, waitsForOf } from "../domain/failure"
import { type Causes, claimCaused, type Claimed, type ClaimedCaused, claimItems } from "./claim"
import type { ClaimedItem } from "./claimed-item"
import { workHandlers } from "../extension-points"
import { LeaseKeeper } from "./lease-keeper"
import type { Outcome } from "./settle"
import {
  crashesItsProcess,
  reasonOf,
  settleDead,
  settleDone,
  settleFailed,
  settleParked,
  settlePostponed,
} from "./settle"

/** A finished item is settled by the next claim, or after this time. */
const SETTLE_DELAY_MS = 250

/** An item whose handler has ended and that is not marked as done yet. */
type Finished = { readonly item: ClaimedItem; settled(outcome: Outcome): void; failed(error: unknown): void }

/** Rejects when the attempt's time is over, so that no step hangs forever. */
const withinTime = async (seconds: number, stop: AbortController, job: () => Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`Took longer than ${seconds} seconds`)
      stop.abort(error)
      reject(error)
    }, seconds * 1000)
  })
  try {
    await Promise.race([job(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Claims items and runs them in this process. The live worker, performWork and drainWork share one runner. */
export class WorkRunner {
  readonly name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
  readonly knex: Knex
  private readonly logger: Logger
  private readonly leases: LeaseKeeper
  /** Handlers that run, by the key of their item. */
  private readonly running = new Map<string, Promise<void>>()
  private readonly unsettled = new Set<Promise<Outcome>>()
  private finished: Finished[] = []
  private settleTimer: NodeJS.Timeout | undefined
  private claims = 0

  constructor(container: MedusaContainer) {
    this.knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    this.leases = new LeaseKeeper(this.knex, (error) =>
      this.logger.error("The leases of running work could not be renewed", error)
    )
  }

  /**
   * Claims up to `limit` items and starts them with this container; returns one promise per item, which is fulfilled when
   * its handler has ended. The same statement settles what ended before.
   */
  async start(container: MedusaContainer, limit: number): Promise<Promise<void>[]> {
    const { claimed } = await this.settling((finished) =>
      claimItems(this.knex, { worker: this.nextClaim(), limit, finished })
    )
    return claimed.map((item) => this.begin(container, item))
  }

  /** Like `start`, but only for work with these causes; also returns the rest of it that is not done. */
  async startCaused(
    container: MedusaContainer,
    limit: number,
    causes: Causes
  ): Promise<{ started: Promise<void>[]; open: ClaimedCaused["open"] }> {
    const { claimed, open } = await this.settling((finished) =>
      claimCaused(this.knex, { worker: this.nextClaim(), limit, finished }, causes)
    )
    return { started: claimed.map((item) => this.begin(container, item)), open }
  }

  /** Ends with the handler of the item with this key, if this process runs it. */
  runningWith(key: string): Promise<void> | undefined {
    return this.running.get(key)
  }

  /** One promise per running handler, fulfilled when it has ended. */
  allRunning(): Promise<void>[] {
    return [...this.running.values()]
  }

  /** One promise per item that is not settled yet. They never reject. */
  allUnsettled(): Promise<Outcome>[] {
    return [...this.unsettled]
  }

  private nextClaim(): string {
    this.claims += 1
    return `${this.name}.${this.claims}`
  }

  /** Passes the finished items to a statement that settles them. If it fails, their leases expire and they run again. */
  private async settling<T extends Pick<Claimed, "settled">>(
    statement: (finished: ClaimedItem[]) => Promise<T>
  ): Promise<T> {
    const taken = this.finished
    this.finished = []
    clearTimeout(this.settleTimer)
    this.settleTimer = undefined
    try {
      const result = await statement(taken.map(({ item }) => item))
      const ours = new Set(result.settled)
      for (const { item, settled } of taken) settled(ours.has(item.id) ? "done" : "lost")
      return result
    } catch (error) {
      for (const { failed } of taken) failed(error)
      throw error
    }
  }

  private settleSoon(item: ClaimedItem): Promise<Outcome> {
    this.settleTimer ??= setTimeout(() => {
      // Every item reports the failure itself.
      this.settling(async (finished) => ({ settled: await settleDone(this.knex, finished) })).catch(() => undefined)
    }, SETTLE_DELAY_MS)
    return new Promise((settled, failed) => {
      this.finished.push({ item, settled, failed })
    })
  }

  private begin(container: MedusaContainer, item: ClaimedItem): Promise<void> {
    const handler = new Promise<void>((resolve) => {
      const ended = () => {
        if (this.running.get(item.key) === handler) this.running.delete(item.key)
        resolve()
      }
      const outcome = this.perform(container, item, ended).finally(() => {
        ended()
        this.unsettled.delete(outcome)
      })
      this.unsettled.add(outcome)
    })
    this.running.set(item.key, handler)
    return handler
  }

  private async perform(container: MedusaContainer, item: ClaimedItem, ended: () => void): Promise<Outcome> {
    const requestId = item.request_id ?? item.id
    return runInContext({ requestId, cause: item.key, actorType: "system" }, async () => {
      let outcome: Outcome = "lost"
      try {
        outcome = await this.attempt(container, item, ended)
      } catch (error) {
        // Not settled (the database is unavailable): the lease expires and the item is claimed again.
        this.logger.error(
          `${item.kind} could not be settled`,
          error instanceof Error ? error : new Error(String(error))
        )
      }
      metrics().work.labels(item.kind, outcome).inc()
      if (outcome === "lost") this.logger.warn(`${item.kind} attempt ${item.attempts} ended after its lease was lost`)
      return outcome
    })
  }

  private async attempt(container: MedusaContainer, item: ClaimedItem, ended: () => void): Promise<Outcome> {
    const handler = workHandlers.get(item.kind)
    if (!handler) return this.markDead(item, `No handler for ${item.kind}`)
    if (crashesItsProcess(item)) return this.markDead(item, "Every process that ran this item crashed")
    const readable = handler.read(item)
    if (!readable.ok) return this.markDead(item, readable.reason)
    const stop = new AbortController()
    const release = this.leases.hold(item, stop)
    try {
      const context = {
        container,
        key: item.key,
        attempt: item.attempts,
        mayPostpone: mayPostpone(item.postponed_since, clock.now()),
        ...(item.request_id ? { requestId: item.request_id } : {}),
        signal: stop.signal,
      }
      await withinTime(handler.timeoutSeconds, stop, () => readable.run(context))
    } catch (error) {
      return await this.failed(item, error)
    } finally {
      release()
    }
    const outcome = this.settleSoon(item)
    ended()
    return outcome
  }

  private async failed(item: ClaimedItem, error: unknown): Promise<Outcome> {
    const reason = reasonOf(error)
    const waitsFor = waitsForOf(error)
    if (waitsFor !== undefined) return settleParked(this.knex, item, reason, waitsFor)
    const postponement = postponementOf(error)
    if (postponement && mayPostpone(item.postponed_since, clock.now()))
      return settlePostponed(this.knex, item, reason, postponement)
    if (isPermanent(error)) return this.markDead(item, reason)
    const outcome = await settleFailed(this.knex, item, reason)
    const line = `${item.kind} failed in attempt ${item.attempts} of ${item.max_attempts}: ${reason}`
    if (outcome === "dead") this.logger.error(line, error instanceof Error ? error : new Error(reason))
    else this.logger.warn(line)
    return outcome
  }

  private async markDead(item: ClaimedItem, reason: string): Promise<Outcome> {
    this.logger.error(`${item.kind} is dead: ${reason}`)
    return settleDead(this.knex, item, reason)
  }
}

const RUNNERS = Symbol.for("atrium.work-queue.runners")
const holder = globalThis as typeof globalThis & { [RUNNERS]?: WeakMap<Knex, WorkRunner> }

/** This process's runner for the container's database (tests create several containers, each with its own). */
export const runnerOf = (container: MedusaContainer): WorkRunner => {
  const runners = (holder[RUNNERS] ??= new WeakMap())
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const existing = runners.get(knex)
  if (existing) return existing
  const runner = new WorkRunner(container)
  runners.set(knex, runner)
  return runner
}

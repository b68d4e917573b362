import { randomUUID } from "node:crypto"
import { hostname } from "node:os"

import { metrics, runInContext } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isPermanent, waitsForOf } from "../domain/failure"
import { type Causes, claimCaused, type ClaimedCaused, type ClaimedItem, claimItems } from "./claim"
import { workHandlers } from "../extension-points"
import { LeaseKeeper } from "./lease-keeper"
import type { Outcome } from "./settle"
import { crashesItsProcess, reasonOf, settleDead, settleDone, settleFailed, settleParked } from "./settle"

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
  private readonly inFlight = new Map<string, Promise<Outcome>>()
  private claims = 0

  constructor(container: MedusaContainer) {
    this.knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    this.leases = new LeaseKeeper(this.knex, (error) =>
      this.logger.error("The leases of running work could not be renewed", error)
    )
  }

  /** Claims up to `limit` items and starts them with this container; returns one promise per item, which never rejects. */
  async start(container: MedusaContainer, limit: number): Promise<Promise<Outcome>[]> {
    const items = await claimItems(this.knex, { worker: this.nextClaim(), limit })
    return items.map((item) => this.begin(container, item))
  }

  /** Like `start`, but only for work with these causes; also returns the rest of it that is not done. */
  async startCaused(
    container: MedusaContainer,
    limit: number,
    causes: Causes
  ): Promise<{ started: Promise<Outcome>[]; open: ClaimedCaused["open"] }> {
    const { claimed, open } = await claimCaused(this.knex, { worker: this.nextClaim(), limit }, causes)
    return { started: claimed.map((item) => this.begin(container, item)), open }
  }

  /** The item with this key that this process is running. */
  running(key: string): Promise<Outcome> | undefined {
    return this.inFlight.get(key)
  }

  allRunning(): Promise<Outcome>[] {
    return [...this.inFlight.values()]
  }

  private nextClaim(): string {
    this.claims += 1
    return `${this.name}.${this.claims}`
  }

  private begin(container: MedusaContainer, item: ClaimedItem): Promise<Outcome> {
    const outcome = this.perform(container, item).finally(() => {
      if (this.inFlight.get(item.key) === outcome) this.inFlight.delete(item.key)
    })
    this.inFlight.set(item.key, outcome)
    return outcome
  }

  private async perform(container: MedusaContainer, item: ClaimedItem): Promise<Outcome> {
    const requestId = item.request_id ?? item.id
    return runInContext({ requestId, cause: item.key, actorType: "system" }, async () => {
      let outcome: Outcome = "lost"
      try {
        outcome = await this.attempt(container, item)
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

  private async attempt(container: MedusaContainer, item: ClaimedItem): Promise<Outcome> {
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
        ...(item.request_id ? { requestId: item.request_id } : {}),
        signal: stop.signal,
      }
      await withinTime(handler.timeoutSeconds, stop, () => readable.run(context))
    } catch (error) {
      return await this.failed(item, error)
    } finally {
      release()
    }
    return settleDone(this.knex, item)
  }

  private async failed(item: ClaimedItem, error: unknown): Promise<Outcome> {
    const reason = reasonOf(error)
    const waitsFor = waitsForOf(error)
    if (waitsFor !== undefined) return settleParked(this.knex, item, reason, waitsFor)
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

import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ClientConfig } from "pg"

import { runnerOf, type WorkRunner } from "./runner"
import { WakeUp } from "./wake-up"

const POLL_SECONDS = 2
/** Items that end within this time are settled and replaced by one statement. */
const CLAIM_DELAY_MS = 3
const STOP_WAIT_SECONDS = 20

/** Waits for the items that run in this process; another process takes over the rest when their leases expire. */
export const finishRunning = async (runner: WorkRunner): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    Promise.all(runner.allUnsettled()),
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_WAIT_SECONDS * 1000)
    }),
  ])
  clearTimeout(timer)
}

/** The live worker of a process: woken by Postgres or a slow poll; runs at most `concurrency` items at once. */
export class Worker {
  private readonly runner: WorkRunner
  private readonly logger: Logger
  private readonly wakeUp: WakeUp
  private poll: NodeJS.Timeout | undefined
  private claimTimer: NodeJS.Timeout | undefined
  private running = 0
  private claiming = false
  /** More work may be due than was claimed, because the worker was full or a claim was in progress. */
  private more = false
  private stopping = false

  constructor(
    private readonly container: MedusaContainer,
    private readonly options: { concurrency: number; connection: ClientConfig }
  ) {
    this.runner = runnerOf(container)
    this.logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    this.wakeUp = new WakeUp(
      options.connection,
      () => void this.claim(),
      (error) => this.logger.error("The work queue lost its LISTEN connection; it polls until it reconnects", error)
    )
  }

  async start(): Promise<void> {
    this.poll = setInterval(() => void this.claim(), POLL_SECONDS * 1000)
    await this.wakeUp.open()
    this.logger.info(`Worker ${this.runner.name} runs up to ${this.options.concurrency} work items at once`)
  }

  /** Stops claiming. */
  pause(): void {
    this.stopping = true
    clearInterval(this.poll)
    clearTimeout(this.claimTimer)
  }

  /** Stops claiming and waits for running items. */
  async stop(): Promise<void> {
    this.pause()
    await this.wakeUp.close()
    await finishRunning(this.runner)
  }

  private async claim(): Promise<void> {
    const room = this.options.concurrency - this.running
    if (this.stopping) return
    if (this.claiming || room <= 0) {
      this.more = true
      return
    }
    this.claiming = true
    this.more = false
    try {
      const started = await this.runner.start(this.container, room)
      this.running += started.length
      if (started.length === room) this.more = true
      for (const handler of started) void handler.then(() => this.ended())
    } catch (error) {
      this.logger.error("Work could not be claimed", error instanceof Error ? error : new Error(String(error)))
    } finally {
      this.claiming = false
    }
    if (this.more && this.running < this.options.concurrency) this.claimSoon()
  }

  private ended(): void {
    this.running -= 1
    this.claimSoon()
  }

  private claimSoon(): void {
    if (this.stopping) return
    this.claimTimer ??= setTimeout(() => {
      this.claimTimer = undefined
      void this.claim()
    }, CLAIM_DELAY_MS)
  }
}

import { createLogger, env, servesShop } from "@atrium/server"
import { container } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, MedusaService } from "@medusajs/framework/utils"
import type { ClientConfig } from "pg"
import { z } from "zod"

import { runnerOf } from "../../data/runner"
import { finishRunning, Worker } from "../../data/worker"
import { unhandledKinds } from "../../extension-points"
import { WorkItem } from "./models/work-item"

/** Work that no one performs would be dead, and what follows from it missing: better not to start. */
const refuseUnhandledKinds = (): void => {
  const unhandled = unhandledKinds()
  if (unhandled.length === 0) return
  // Medusa swallows what a hook throws.
  createLogger(env().LOG_LEVEL).error(
    `No handler for work of the kind ${unhandled.join(", ")}. Add one with workHandlers.add in the plugin's src/work.ts.`
  )
  process.exit(1)
}

/** What knex's type leaves open: how its pool connects. */
const PoolClient = z.object({ connectionSettings: z.custom<ClientConfig>((value) => typeof value === "object") })

/** Lists and look-ups of work items, and the beginning and end of this process's worker. */
export class WorkQueueService extends MedusaService({ WorkItem }) {
  private worker: Worker | undefined

  // Handlers need the whole application, so the worker gets its container and not the module's own.
  __hooks = {
    // Medusa calls this once everything is loaded: every plugin has registered its handlers by then.
    onApplicationStart: async (): Promise<void> => {
      if (servesShop(process.argv)) refuseUnhandledKinds()
      const { MEDUSA_WORKER_MODE, ATRIUM_WORKER_CONCURRENCY } = env()
      if (this.worker || MEDUSA_WORKER_MODE === "server" || !servesShop(process.argv)) return
      const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const connection = { ...PoolClient.parse(knex.client).connectionSettings, application_name: "atrium-work-queue" }
      const worker = new Worker(container, { concurrency: ATRIUM_WORKER_CONCURRENCY, connection })
      this.worker = worker
      // The server's own shutdown first waits for open connections; nothing new is started meanwhile. While Medusa does
      // not listen for signals yet, the signal means what it would mean without us.
      for (const signal of ["SIGTERM", "SIGINT"] as const)
        process.once(signal, () => {
          worker.pause()
          if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
        })
      await worker.start()
    },
    onApplicationPrepareShutdown: async (): Promise<void> => {
      if (this.worker) await this.worker.stop()
      // A server has no worker, but may still run what a shopper waited for.
      else if (servesShop(process.argv)) await finishRunning(runnerOf(container))
      this.worker = undefined
    },
  }
}

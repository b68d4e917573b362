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

/** Work without a handler would be dead and its results missing, so the process must not start. */
const refuseUnhandledKinds = (): void => {
  const unhandled = unhandledKinds()
  if (unhandled.length === 0) return
  // Medusa swallows what a hook throws.
  createLogger(env().LOG_LEVEL).error(
    `No handler for the work kind ${unhandled.join(", ")}. Add one with workHandlers.add in the plugin's src/work.ts.`
  )
  process.exit(1)
}

/** The connection settings of knex's pool, which its types leave out. */
const PoolClient = z.object({ connectionSettings: z.custom<ClientConfig>((value) => typeof value === "object") })

/** Lists and looks up work items, and starts and stops this process's worker. */
export class WorkQueueService extends MedusaService({ WorkItem }) {
  private worker: Worker | undefined

  // Handlers need the whole application, so the worker gets the application's container, not the module's.
  __hooks = {
    // Medusa calls this after all plugins are loaded, so every handler has been added.
    onApplicationStart: async (): Promise<void> => {
      if (servesShop(process.argv)) refuseUnhandledKinds()
      const { MEDUSA_WORKER_MODE, ATRIUM_WORKER_CONCURRENCY } = env()
      if (this.worker || MEDUSA_WORKER_MODE === "server" || !servesShop(process.argv)) return
      const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const connection = { ...PoolClient.parse(knex.client).connectionSettings, application_name: "atrium-work-queue" }
      const worker = new Worker(container, { concurrency: ATRIUM_WORKER_CONCURRENCY, connection })
      this.worker = worker
      // Medusa's shutdown first waits for open connections; the worker must not start anything new meanwhile. As long as
      // Medusa does not listen for signals yet, our listener must not keep the process from ending.
      for (const signal of ["SIGTERM", "SIGINT"] as const)
        process.once(signal, () => {
          worker.pause()
          if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
        })
      await worker.start()
    },
    onApplicationPrepareShutdown: async (): Promise<void> => {
      if (this.worker) await this.worker.stop()
      // A server has no worker, but may still run items that performWork started.
      else if (servesShop(process.argv)) await finishRunning(runnerOf(container))
      this.worker = undefined
    },
  }
}

import { extensionTable } from "@atrium/kernel"
import { gatewaysNoRegionOffers } from "@atrium/payments/use-cases"
import { createLogger, env, installRequestHooks, servesShop } from "@atrium/server"
import { container } from "@medusajs/framework"

import { describeExtensions } from "../../config/extension-table"
import { leaveOthers } from "../../config/shared-redis"
import { answerOperatorsInWorker } from "../../config/worker-answers"

/** A gateway with keys that no region offers is never seen by a shopper: said once, at the start. */
const noteUnofferedGateways = async (): Promise<void> => {
  for (const id of await gatewaysNoRegionOffers(container))
    createLogger(env().LOG_LEVEL).warn(
      `No region takes payments through ${id}. Choose it in Admin: Settings, Regions, Payment Providers.`
    )
}

/** What plugins added to each other: the one place where a reader of the log sees who takes part in what. */
const noteExtensions = (): void => {
  for (const line of describeExtensions(extensionTable())) createLogger(env().LOG_LEVEL).info(line)
}

/** The process as Medusa starts and ends it. */
export class ShopProcessService {
  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      if (env().MEDUSA_WORKER_MODE === "worker" && servesShop(process.argv)) {
        installRequestHooks(createLogger(env().LOG_LEVEL))
        answerOperatorsInWorker(container)
      }
      if (servesShop(process.argv)) noteExtensions()
      if (servesShop(process.argv)) await noteUnofferedGateways()
    },
    onApplicationShutdown: (): Promise<void> => {
      leaveOthers()
      return Promise.resolve()
    },
  }
}

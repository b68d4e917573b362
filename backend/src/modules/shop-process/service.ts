import { extensionTable } from "@atrium/kernel"
import { gatewaysNoRegionOffers } from "@atrium/payments/use-cases"
import { createLogger, env, installRequestHooks, servesShop } from "@atrium/server"
import { warmCatalogue } from "@atrium/service-provisioning/use-cases"
import { container } from "@medusajs/framework"

import { describeExtensions } from "../../config/extension-table"
import { leaveOthers } from "../../config/shared-redis"
import { releaseShop } from "../../config/shop-lock"
import { answerOperatorsInWorker } from "../../config/worker-answers"

/** Logs once at start each configured gateway that no region offers, because shoppers never see it. */
const noteUnofferedGateways = async (): Promise<void> => {
  for (const id of await gatewaysNoRegionOffers(container))
    createLogger(env().LOG_LEVEL).warn(
      `No region takes payments through ${id}. Choose it in Admin: Settings, Regions, Payment Providers.`
    )
}

/** Logs what plugins added to each other's extension points. */
const noteExtensions = (): void => {
  for (const line of describeExtensions(extensionTable())) createLogger(env().LOG_LEVEL).info(line)
}

/** Hooks of Medusa for the start and end of the process. */
export class ShopProcessService {
  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      if (!servesShop(process.argv)) return
      if (env().MEDUSA_WORKER_MODE === "worker") {
        installRequestHooks(createLogger(env().LOG_LEVEL))
        answerOperatorsInWorker(container)
      }
      noteExtensions()
      await noteUnofferedGateways()
      // Medusa listens for requests after this.
      if (env().MEDUSA_WORKER_MODE !== "worker") await warmCatalogue(container)
    },
    onApplicationShutdown: async (): Promise<void> => {
      leaveOthers()
      await releaseShop()
    },
  }
}

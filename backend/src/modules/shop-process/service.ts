import { createLogger, env, installRequestHooks, servesShop } from "@atrium/server"
import { container } from "@medusajs/framework"

import { leaveOthers } from "../../config/shared-redis"
import { answerOperatorsInWorker } from "../../config/worker-answers"

/** The process as Medusa starts and ends it. */
export class ShopProcessService {
  __hooks = {
    onApplicationStart: (): Promise<void> => {
      if (env().MEDUSA_WORKER_MODE === "worker" && servesShop(process.argv)) {
        installRequestHooks(createLogger(env().LOG_LEVEL))
        answerOperatorsInWorker(container)
      }
      return Promise.resolve()
    },
    onApplicationShutdown: (): Promise<void> => {
      leaveOthers()
      return Promise.resolve()
    },
  }
}

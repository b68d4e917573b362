import { Module } from "@medusajs/framework/utils"

import { WorkQueueService } from "./service"

export const WORK_QUEUE = "workQueue"

export default Module(WORK_QUEUE, { service: WorkQueueService })

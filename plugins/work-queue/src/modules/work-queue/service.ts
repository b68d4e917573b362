import { MedusaService } from "@medusajs/framework/utils"

import { WorkItem } from "./models/work-item"

/** Lists and look-ups of work items, and the start and end of this process's worker. */
export class WorkQueueService extends MedusaService({ WorkItem }) {}

import { MedusaService } from "@medusajs/framework/utils"

import { PurchaseClaim } from "./models/purchase-claim"
import { ServiceRequest } from "./models/service-request"
import { ServiceRequestNote } from "./models/service-request-note"
import { ServiceRequestStatusHistory } from "./models/service-request-status-history"
import { ServiceRequestTask } from "./models/service-request-task"

/**
 * Reads for `query.graph` and links. Workflows and use cases write by `data/`: several contexts' rows belong
 * in one transaction, and the moves are compare-and-set.
 */
export class ServiceRequestModuleService extends MedusaService({
  PurchaseClaim,
  ServiceRequest,
  ServiceRequestTask,
  ServiceRequestStatusHistory,
  ServiceRequestNote,
}) {}

import { MedusaService } from "@medusajs/framework/utils"

/** Everything is written by the functions in `data/`, inside their callers' transactions. */
export class AffiliateModuleService extends MedusaService({}) {}

import { MedusaService } from "@medusajs/framework/utils"

/** Brings the tables along. Reads and writes are in `data/`. */
export class StaffAccessService extends MedusaService({}) {}

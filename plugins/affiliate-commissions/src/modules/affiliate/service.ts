import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type AffiliateRow, affiliateOfCustomer } from "./store/affiliates"

/** Reads for whoever resolves the module. Writing goes through the workflows and `store/`, which share transactions. */
export class AffiliateModuleService {
  private readonly knex: Knex

  constructor(container: Record<string, unknown>) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }

  /** The affiliate a customer is, or undefined. */
  ofCustomer(customerId: string): Promise<AffiliateRow | undefined> {
    return affiliateOfCustomer(this.knex, customerId)
  }
}

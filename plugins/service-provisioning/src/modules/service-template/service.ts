import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import { InjectTransactionManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"

import ServiceTemplate from "./models/service-template"
import ServiceTemplateVersion from "./models/service-template-version"
import {
  insertTemplates,
  insertVersion,
  publishVersion,
  type NewTemplate,
  type NewVersion,
  type PublishVersion,
  type TemplateRow,
  type VersionRow,
} from "./queries"

type Changed = { template: TemplateRow; version: VersionRow }

const transactionOf = (context: Context): Knex.Transaction => {
  const manager = context.transactionManager as { getTransactionContext(): Knex.Transaction } | undefined
  if (!manager) throw new Error("Called outside a transaction")
  return manager.getTransactionContext()
}

/** Writes go through the methods below: a version once written is final, and numbers follow one another. */
export default class ServiceTemplateModuleService extends MedusaService({ ServiceTemplate, ServiceTemplateVersion }) {
  /** Templates with their first version. Throws `conflict` when a product has a template already. */
  @InjectTransactionManager()
  async addTemplates(templates: NewTemplate[], @MedusaContext() context: Context = {}): Promise<TemplateRow[]> {
    return insertTemplates(transactionOf(context), templates)
  }

  /** The next version of a template; `publish` sells it at once. Throws `not_found`, `stale_version`. */
  @InjectTransactionManager()
  async addVersion(input: NewVersion, @MedusaContext() context: Context = {}): Promise<Changed> {
    return insertVersion(transactionOf(context), input)
  }

  /** Sells a version that exists. Throws `not_found`, `stale_version`. */
  @InjectTransactionManager()
  async publish(input: PublishVersion, @MedusaContext() context: Context = {}): Promise<Changed> {
    return publishVersion(transactionOf(context), input)
  }
}

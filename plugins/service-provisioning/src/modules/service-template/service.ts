import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import { InjectManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"

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
} from "../../data/service-templates"

type Changed = { template: TemplateRow; version: VersionRow }

type Manager = { getKnex(): Knex; getTransactionContext(): Knex.Transaction | undefined }

/** A transaction of its own, or a part of the caller's when there is one. */
const inTransaction = <T>(context: Context, job: (trx: Knex.Transaction) => Promise<T>): Promise<T> => {
  const manager = context.manager as Manager | undefined
  if (!manager) throw new Error("Called without a manager")
  return (manager.getTransactionContext() ?? manager.getKnex()).transaction(job)
}

/** Writes go through the methods below: a version once written is final, and numbers follow one another. */
export default class ServiceTemplateModuleService extends MedusaService({ ServiceTemplate, ServiceTemplateVersion }) {
  /** Templates with their first version. Throws `conflict` when a product has a template already. */
  @InjectManager()
  async addTemplates(templates: NewTemplate[], @MedusaContext() context: Context = {}): Promise<TemplateRow[]> {
    return inTransaction(context, (trx) => insertTemplates(trx, templates))
  }

  /** The next version of a template; `publish` sells it at once. Throws `not_found`, `stale_version`. */
  @InjectManager()
  async addVersion(input: NewVersion, @MedusaContext() context: Context = {}): Promise<Changed> {
    return inTransaction(context, (trx) => insertVersion(trx, input))
  }

  /** Sells a version that exists. Throws `not_found`, `stale_version`. */
  @InjectManager()
  async publish(input: PublishVersion, @MedusaContext() context: Context = {}): Promise<Changed> {
    return inTransaction(context, (trx) => publishVersion(trx, input))
  }
}

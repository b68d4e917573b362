import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { SERVICE_TEMPLATE_UPDATED } from "../contracts/templates"
import { clearCatalogueCache } from "../data/catalogue-cache"
import { readTemplates } from "../data/service-template-lists"
import { insertVersion, type NewVersion, publishVersion, type TemplateRow } from "../data/service-templates"
import { checkTemplates } from "./create-service-templates"

/** The template's `updated_at` (ISO) as the editor loaded it; not compared if omitted. */
type Seen = { readonly updated_at?: string | undefined }

const expectedOf = ({ updated_at: seen }: Seen): Date | undefined => (seen === undefined ? undefined : new Date(seen))

const announce = async (container: MedusaContainer, { id, product_id }: TemplateRow): Promise<void> => {
  clearCatalogueCache()
  await container.resolve(Modules.EVENT_BUS).emit({ name: SERVICE_TEMPLATE_UPDATED, data: { id, product_id } })
}

/** Adds the next version of a template, as a draft or published at once. Throws `not_found`, `stale_version`, `invalid_input`. */
export const updateServiceTemplate = async (
  container: MedusaContainer,
  { updated_at, ...version }: Omit<NewVersion, "expected"> & Seen
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await readTemplates(knex, { ids: [version.template_id], order: "-updated_at", limit: 1, offset: 0 })
  const [template] = rows
  if (!template) throw commonErrors.fail("not_found")
  await checkTemplates(container, [{ product_id: template.product_id, content: version.content }])
  const expected = expectedOf({ updated_at })
  const changed = await knex.transaction((trx) => insertVersion(trx, { ...version, expected }))
  await announce(container, changed.template)
}

/** Sells a version from now on; purchases made before keep theirs. Throws `not_found`, `stale_version`. */
export const publishServiceTemplate = async (
  container: MedusaContainer,
  { id, number, updated_at }: { readonly id: string; readonly number?: number | undefined } & Seen
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const expected = expectedOf({ updated_at })
  const changed = await knex.transaction((trx) => publishVersion(trx, { template_id: id, number, expected }))
  await announce(container, changed.template)
}

import { commonErrors } from "@atrium/kernel"
import { graphRows, knexOf, notifyStorefront } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { ConsultationSettings, type ConsultationSettingsOut } from "../contracts/consultations"
import { findSettings, type SettingsRow, writeSettings } from "../data/settings"

const DEFAULTS = ConsultationSettings.parse({ offered: false })

const toSettings = (productId: string, row: SettingsRow | null): ConsultationSettingsOut => {
  const { product_id: _id, updated_at, ...settings } = row ?? { product_id: productId, updated_at: null, ...DEFAULTS }
  return { ...settings, service_id: productId, updated_at: updated_at?.toISOString() ?? null }
}

const requireProduct = async (container: MedusaContainer, id: string): Promise<void> => {
  const [found] = await graphRows(container, z.object({ id: z.string() }), {
    entity: "product",
    fields: ["id"],
    filters: { id },
  })
  if (!found) throw commonErrors.fail("not_found")
}

/** A service's settings; the defaults where staff set none. Throws `not_found`. */
export const readSettings = async (container: MedusaContainer, productId: string): Promise<ConsultationSettingsOut> => {
  await requireProduct(container, productId)
  return toSettings(productId, await findSettings(knexOf(container), productId))
}

/** Sets whether and how a service offers consultations. Throws `not_found`. */
export const saveSettings = async (
  container: MedusaContainer,
  productId: string,
  settings: ConsultationSettings
): Promise<ConsultationSettingsOut> => {
  await requireProduct(container, productId)
  const row = await writeSettings(knexOf(container), productId, settings)
  // The service's page leads to the consultations.
  notifyStorefront(container.resolve(ContainerRegistrationKeys.LOGGER), "catalog")
  return toSettings(productId, row)
}

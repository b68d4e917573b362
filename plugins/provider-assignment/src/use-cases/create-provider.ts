import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CreateProvider } from "../contracts/providers"
import { insertProvider } from "../data/providers"
import { inviteProvider } from "./invite-provider"

export type NewProvider = CreateProvider & {
  /** False: no email is sent; the caller activates the provider, as the demo does. */
  readonly invite?: boolean
}

/**
 * Adds a provider and emails them an invitation; they can be assigned work once they have accepted it. When the email
 * cannot be written, the provider stays and can be invited again from their page.
 * @throws provider_email_taken
 */
export const createProvider = async (
  container: MedusaContainer,
  { capacity_hours_per_week, invite = true, ...profile }: NewProvider
): Promise<{ id: string }> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { id } = await insertProvider(knex, {
    ...profile,
    capacity_minutes_per_week: Math.round(capacity_hours_per_week * 60),
  })
  if (invite) await inviteProvider(container, id)
  return { id }
}

import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { portalErrors } from "../../contracts/portal-errors"
import { admissionOf, endSignIns } from "../../modules/provider-assignment/store/sign-in"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

/**
 * Asked on every request of a provider, so that a suspension works at once and not when a token ends. One statement.
 * @param signIn `issuedAt`: when the token was made, in seconds since 1970 (its `iat`)
 * @throws unauthorized when the provider is gone, or its password was changed after this sign-in
 * @throws provider_suspended
 */
export const admitProvider = async (
  container: MedusaContainer,
  signIn: { id: string; issuedAt: number | undefined }
): Promise<void> => {
  const provider = await admissionOf(sql(container), signIn.id)
  if (!provider || provider.status === "invited") throw commonErrors.fail("unauthorized")
  const since = provider.signed_in_since
  // Tokens count whole seconds: one made in the second of the change is of the new password.
  if (since && (signIn.issuedAt ?? 0) < Math.floor(since.getTime() / 1000)) throw commonErrors.fail("unauthorized")
  if (provider.status !== "active") throw portalErrors.fail("provider_suspended")
}

/** After a new password: whoever signed in with the old one is out. The machine's time, as tokens carry it. */
export const endProviderSignIns = (container: MedusaContainer, email: string): Promise<void> =>
  endSignIns(sql(container), email, new Date())

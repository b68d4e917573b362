import { clearAuthorizations } from "@atrium/identity/use-cases"
import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { UpdatePortalMe } from "../contracts/portal"
import type { UpdateProvider } from "../contracts/providers"
import { lockProvider, recordSuspension, updateProvider as writeProvider } from "../data/providers"
import type { ProviderRow } from "../data/rows"
import { statusAfter } from "../domain/provider-status"
import { wakeParkedRequests } from "./wake-parked-requests"

const statusChange = (seen: ProviderRow, to: "active" | "suspended" | undefined) => {
  if (to === undefined || to === seen.status) return {}
  const status = statusAfter(seen.status, to, seen.active_since !== null)
  if (!status) throw commonErrors.fail("invalid_transition")
  return { status, suspended_at: status === "suspended" ? clock.now() : null }
}

/**
 * Staff change a provider. Suspending ends their sign-ins and new assignments at once and leaves their requests with
 * them: staff reassign each, with a reason.
 * @throws not_found, stale_version, invalid_transition when an invited provider is to be made active
 */
export const updateProvider = async (
  container: MedusaContainer,
  id: string,
  { updated_at, status, capacity_hours_per_week, ...profile }: UpdateProvider
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    const seen = await lockProvider(trx, id, updated_at)
    const change = statusChange(seen, status)
    await writeProvider(trx, seen, {
      ...profile,
      ...change,
      ...(capacity_hours_per_week === undefined
        ? {}
        : { capacity_minutes_per_week: Math.round(capacity_hours_per_week * 60) }),
    })
    if (change.status === "active" && seen.suspended_at) await recordSuspension(trx, id, seen.suspended_at)
    await wakeParkedRequests(trx)
  })
  clearAuthorizations()
}

/**
 * A provider changes their own phone number, time zone or weekly hours. Hours decide which new requests and consultations
 * they get; those that they have stay.
 */
export const updateOwnProfile = async (
  container: MedusaContainer,
  id: string,
  change: UpdatePortalMe
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    await writeProvider(trx, await lockProvider(trx, id, undefined), change)
    if (change.working_hours || change.time_zone) await wakeParkedRequests(trx)
  })
}

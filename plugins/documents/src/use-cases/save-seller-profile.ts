import { knexOf } from "@atrium/server"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { SellerProfileInput, SellerProfileView } from "../contracts/seller-profile"
import { addSellerProfile, currentSellerProfile } from "../data/seller-profiles"
import { missingFields, toSellerProfileView } from "../domain/seller-profile"
import { ISSUE_ALL_DOCUMENTS } from "../domain/work"
import { normalizeLogo } from "./normalize-logo"

export const readSellerProfile = async (container: MedusaContainer): Promise<SellerProfileView> =>
  toSellerProfileView(await currentSellerProfile(knexOf(container)))

/**
 * Documents that are issued from now on use it; those of the past keep theirs. A complete profile issues what orders lack.
 * @throws invalid_input when the logo can't be drawn
 */
export const saveSellerProfile = async (
  container: MedusaContainer,
  profile: SellerProfileInput
): Promise<SellerProfileView> => {
  const logo = profile.logo && (await normalizeLogo(profile.logo))
  return knexOf(container).transaction(async (trx) => {
    const row = await addSellerProfile(trx, { ...profile, logo })
    if (missingFields(row).length === 0)
      await enqueueWork(trx, [workOf(ISSUE_ALL_DOCUMENTS, { key: row.id, payload: {} })])
    return toSellerProfileView(row)
  })
}

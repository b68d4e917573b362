import { env } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { RecordClick } from "../contracts/clicks"
import { normalizeCode } from "../contracts/codes"
import { recordClick as insertClick } from "../data/clicks"
import { landingPath, referrerHost, visitorHash } from "../domain/visitor"

/** The visitor's data from the request. `refusesTracking`: the browser sends a do-not-track signal. */
export type Visitor = {
  readonly address: string | undefined
  readonly device: string | undefined
  readonly refusesTracking: boolean
}

/**
 * Records a visit through an affiliate's link. Address and device are stored as keyed hashes, or not at all if the
 * browser sends a do-not-track signal. Returns the click's random id; null when nothing was recorded.
 */
export const recordClick = (
  container: MedusaContainer,
  click: RecordClick,
  visitor: Visitor
): Promise<string | null> => {
  const secret = env().COOKIE_SECRET
  const hash = (kind: "address" | "device", text: string | undefined) =>
    visitor.refusesTracking ? null : visitorHash(secret, kind, text)
  return insertClick(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), {
    code: normalizeCode(click.code),
    previous_click_id: click.previous_click_id ?? null,
    landing_path: landingPath(click.landing_url),
    referrer_host: referrerHost(click.referrer),
    utm: click.utm ?? null,
    address_hash: hash("address", visitor.address),
    device_hash: hash("device", visitor.device),
  })
}

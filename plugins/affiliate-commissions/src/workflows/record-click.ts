import { env } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { RecordClick } from "../contracts/clicks"
import { normaliseCode } from "../contracts/codes"
import { landingPath, referrerHost, visitorHash } from "../domain/visitor"
import { recordClick } from "../modules/affiliate/store/clicks"

/** Who clicked, as the request tells. `refusesTracking`: the browser asks not to be followed. */
export type Visitor = {
  readonly address: string | undefined
  readonly device: string | undefined
  readonly refusesTracking: boolean
}

/**
 * Records a visit through an affiliate's link, in one statement. Address and device are kept as keyed hashes, and not
 * at all where the browser asks not to be followed. Gives the click's random id; undefined when nothing was recorded.
 */
export const recordAffiliateClick = (
  container: MedusaContainer,
  click: RecordClick,
  visitor: Visitor
): Promise<string | undefined> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const secret = env().COOKIE_SECRET
  const hash = (kind: "address" | "device", text: string | undefined) =>
    visitor.refusesTracking ? null : visitorHash(secret, kind, text)
  return recordClick(knex, {
    code: normaliseCode(click.code),
    previous_click_id: click.previous_click_id ?? null,
    landing_path: landingPath(click.landing_url),
    referrer_host: referrerHost(click.referrer),
    utm: click.utm ?? null,
    address_hash: hash("address", visitor.address),
    device_hash: hash("device", visitor.device),
  })
}

import { clock } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { OwnPrivacyRequest } from "../contracts"
import { listOfCustomer } from "../data/privacy-requests"
import { toOwnRequest } from "../domain/present-privacy-request"

/** The customer's last requests, newest first. */
export const listOwnRequests = async (container: MedusaContainer, customerId: string): Promise<OwnPrivacyRequest[]> => {
  const now = clock.now()
  return (await listOfCustomer(knexOf(container), customerId)).map((row) => toOwnRequest(row, now))
}

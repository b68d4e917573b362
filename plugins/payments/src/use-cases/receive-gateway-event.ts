import type { IncomingHttpHeaders } from "node:http"

import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import { storeGatewayEvent } from "../data/gateway-events"
import { gatewayOf } from "./find-gateway"

export type IncomingEvent = { provider: string; rawBody: Buffer; headers: IncomingHttpHeaders }

/**
 * Receives a gateway's event: the signature first, then the row with its work, then the answer. Nothing is stored of
 * an event whose signature does not hold. Throws `not_found` for an unknown gateway, `invalid_signature`, `malformed_request`.
 */
export const receiveGatewayEvent = async (container: MedusaContainer, incoming: IncomingEvent): Promise<void> => {
  const gateway = gatewayOf(incoming.provider)
  if (!gateway || gateway.eventsOf) throw commonErrors.fail("not_found")
  // The machine's time, because a signature's age does not depend on business time.
  if (!(await gateway.verify(incoming.rawBody, incoming.headers, new Date())))
    throw gatewayErrors.fail("invalid_signature")
  const hint = gateway.interpret(incoming.rawBody)
  if (!hint) throw commonErrors.fail("malformed_request")
  await storeGatewayEvent(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), {
    provider: gateway.provider,
    eventId: hint.eventId,
    type: hint.type,
    reference: hint.reference,
    sessionId: hint.sessionId,
    reportsMore: gateway.reportsCapturedMoney(hint.type),
    body: incoming.rawBody.toString("utf8"),
  })
}

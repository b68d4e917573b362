import { redact } from "@atrium/server"
import type { WorkContext } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { z } from "zod"

import { closeGatewayEvent } from "../data/gateway-events"
import { PROCESS_GATEWAY_EVENT } from "../domain/work"
import { gatewayOf } from "./find-gateway"
import { type Settlement, settleAuthorization } from "./settle-authorization"

type Payload = z.infer<typeof PROCESS_GATEWAY_EVENT.payload>

const process = async (payload: Payload, context: WorkContext, lastAttempt: boolean): Promise<Settlement> => {
  const gateway = gatewayOf(payload.provider)
  if (!gateway) return { status: "ignored", outcome: "the gateway is not available" }
  if (!payload.reference) return { status: "ignored", outcome: "not about a payment" }
  return settleAuthorization(context.container, gateway, {
    reference: payload.reference,
    sessionId: payload.session_id,
    type: payload.type,
    lastAttempt,
  })
}

/** Processes a stored event and records what came of it; a failure is recorded too and retried by the queue. */
export const processGatewayEvent = async (payload: Payload, context: WorkContext): Promise<void> => {
  const knex = context.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const lastAttempt = context.attempt >= PROCESS_GATEWAY_EVENT.maxAttempts
  try {
    await closeGatewayEvent(knex, payload.gateway_event_id, await process(payload, context, lastAttempt))
  } catch (error) {
    await closeGatewayEvent(knex, payload.gateway_event_id, {
      status: lastAttempt ? "dead" : "failed",
      outcome: null,
      error: redact(error instanceof Error ? error.message : String(error)),
    })
    throw error
  }
}

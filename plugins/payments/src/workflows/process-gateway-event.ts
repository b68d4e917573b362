import { redact } from "@atrium/server"
import type { WorkContext } from "@atrium/work-queue/workflows"
import type { z } from "zod"

import { PROCESS_GATEWAY_EVENT } from "../domain/work"
import { GATEWAY_INBOX, type GatewayInboxService } from "../modules/gatewayInbox"
import { gatewayOf } from "./gateways"
import { type Settlement, settleAuthorization } from "./settle-authorization"

type Payload = z.infer<typeof PROCESS_GATEWAY_EVENT.payload>

const look = async (payload: Payload, context: WorkContext, lastAttempt: boolean): Promise<Settlement> => {
  const gateway = gatewayOf(payload.provider)
  if (!gateway) return { status: "ignored", outcome: "this gateway is not in use" }
  if (!payload.reference) return { status: "ignored", outcome: "not about a payment" }
  return settleAuthorization(context.container, gateway, {
    reference: payload.reference,
    sessionId: payload.session_id,
    type: payload.type,
    lastAttempt,
  })
}

/** Looks at a stored event and notes what came of it; a failure is noted too and retried by the queue. */
export const processGatewayEvent = async (payload: Payload, context: WorkContext): Promise<void> => {
  const inbox = context.container.resolve<GatewayInboxService>(GATEWAY_INBOX)
  const lastAttempt = context.attempt >= PROCESS_GATEWAY_EVENT.maxAttempts
  try {
    await inbox.close(payload.gateway_event_id, await look(payload, context, lastAttempt))
  } catch (error) {
    await inbox.close(payload.gateway_event_id, {
      status: lastAttempt ? "dead" : "failed",
      outcome: null,
      error: redact(error instanceof Error ? error.message : String(error)),
    })
    throw error
  }
}

import { z } from "zod"

const count = z.number().int()

/** A payment gateway for staff. Contains no secrets: of the settings, only their names. */
export const GatewayView = z.object({
  id: z.string(),
  label: z.string(),
  /** Medusa's id of its payment provider. */
  provider_id: z.string(),
  configured: z.boolean(),
  /** `sandbox`: no real money moves. Null while it isn't configured. */
  mode: z.enum(["sandbox", "live"]).nullable(),
  /** Names of the environment variables that configure it. */
  settings: z.array(z.string()),
  /** The only currencies of its payments; null where it takes any. */
  currencies: z.array(z.string()).nullable(),
  webhook_path: z.string(),
  /** Whether `POST /admin/gateways/:id/test` can ask it something. */
  testable: z.boolean(),
  /** Regions that offer it; `is_default`: purchases there use it unless the shopper chooses another one. */
  regions: z.array(z.object({ id: z.string(), name: z.string(), is_default: z.boolean() })),
  /**
   * Whether the server that answers calls it now. `open`: it failed several times in a row and is not called for some
   * seconds. `half_open`: one call tries it again. `since` is null while it has never failed. Null for a gateway that
   * needs no connection.
   */
  breaker: z.object({ state: z.enum(["closed", "open", "half_open"]), since: z.string().nullable() }).nullable(),
  last_event_at: z.string().nullable(),
  events: z.object({ received: count, processed: count, ignored: count, failed: count, dead: count }),
  /** Share of the stored events that are being retried or have failed, from 0 to 1; null without events. */
  failure_rate: z.number().nullable(),
})
export type GatewayView = z.infer<typeof GatewayView>

export const GATEWAY_TEST_RESULTS = ["ok", "not_configured", "refused", "unreachable"] as const
export type GatewayTestResult = (typeof GATEWAY_TEST_RESULTS)[number]

/** The result of a gateway's test, with what to do next. */
export const GatewayTestView = z.object({
  id: z.string(),
  result: z.enum(GATEWAY_TEST_RESULTS),
  message: z.string(),
  /** Empty when there is nothing to do. */
  suggested_action: z.string(),
  tested_at: z.string(),
})
export type GatewayTestView = z.infer<typeof GatewayTestView>

import { clock, commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { gatewayErrors } from "../contracts/errors"
import type { GatewayTestResult, GatewayTestView } from "../contracts/gateways"
import { CredentialsRefusedError, describeTest } from "../domain/gateway-test"
import type { Gateway } from "../extension-points"
import { isEnabled, listedGateways } from "./find-gateway"

/** How long staff wait for a gateway. */
const LIMIT_MS = 10_000

class NoAnswer extends Error {
  override readonly name = "NoAnswer"
}

/** Rejects when the job takes longer; its later failure is no one's concern. */
const within = async (limitMs: number, job: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), limitMs)
  })
  try {
    await Promise.race([job, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Asks a configured gateway. The reason of a failure is logged by its kind alone: libraries put requests into errors. */
export const askGateway = async (
  container: MedusaContainer,
  gateway: Pick<Gateway, "provider" | "check">,
  limitMs = LIMIT_MS
): Promise<Exclude<GatewayTestResult, "not_configured">> => {
  try {
    await within(limitMs, gateway.check?.(container) ?? Promise.resolve())
    return "ok"
  } catch (error) {
    if (error instanceof CredentialsRefusedError) return "refused"
    const kind = error instanceof Error ? error.name : "no error object"
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`The gateway ${gateway.provider} could not be reached when staff tested it (${kind})`)
    return "unreachable"
  }
}

/**
 * Asks a gateway something harmless with the configured credentials. Moves no money and stores nothing.
 * @throws not_found, and gateway_not_testable for a gateway without a connection
 */
export const testGateway = async (container: MedusaContainer, id: string): Promise<GatewayTestView> => {
  const gateway = listedGateways().find(({ provider }) => provider === id)
  if (!gateway) throw commonErrors.fail("not_found")
  const { provider, label = provider, settings = [] } = gateway
  if (!gateway.check) throw gatewayErrors.fail("gateway_not_testable")
  const result = isEnabled(gateway) ? await askGateway(container, gateway) : "not_configured"
  return { id, result, ...describeTest(result, { label, settings }), tested_at: clock.now().toISOString() }
}

import { commonErrors } from "@atrium/kernel"
import { knownOutsideService } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentGatewayOut } from "../contracts/payment-gateways"
import type { Gateway } from "../extension-points"
import { gatewayOfProvider } from "./find-gateway"
import { regionGateways } from "./region-gateways"

/** Whether calls to the gateway fail at once, as this process sees it. A gateway without a connection is never down. */
const isDown = ({ service }: Pick<Gateway, "service">): boolean =>
  service !== undefined && (knownOutsideService(service)?.health() ?? { state: "closed" }).state !== "closed"

/**
 * Lets a gateway that is down recover without a shopper who tries it. Its circuit breaker lets one call through after the
 * pause, and none before; the answer is known to the next request.
 */
const tryAgain = ({ service, check }: Gateway, container: MedusaContainer): void => {
  if (service === undefined || !check) return
  // A failure is what the breaker counts; there is no one to report it to.
  knownOutsideService(service)
    ?.call(() => check(container))
    .catch(() => undefined)
}

/**
 * The ways to pay in a region, the default one first.
 * @throws invalid_input for a region that doesn't exist
 */
export const listPaymentGateways = async (
  container: MedusaContainer,
  regionId: string
): Promise<PaymentGatewayOut[]> => {
  const [region] = await regionGateways(container, regionId)
  if (!region) throw commonErrors.fail("invalid_input", { details: { region_id: "No region exists with this ID" } })
  return region.offered.map((providerId, index) => {
    const gateway = gatewayOfProvider(providerId)
    const down = gateway !== undefined && isDown(gateway)
    if (down) tryAgain(gateway, container)
    return { provider_id: providerId, is_default: index === 0, is_down: down }
  })
}

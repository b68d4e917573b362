import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"

import type { GatewayView } from "../contracts/gateways"
import type { SetDefaultGateway } from "../contracts/payment-gateways"
import { DEFAULT_GATEWAY_KEY } from "../domain/default-gateway"
import { listedGateways } from "./find-gateway"
import { listGateways } from "./list-gateways"
import { regionGateways } from "./region-gateways"

/**
 * Makes a gateway the default of a region. The choice is in the region's metadata, which Medusa merges: other keys stay.
 * @throws not_found, and invalid_input for a region that doesn't exist or doesn't offer the gateway
 */
export const setDefaultGateway = async (
  container: MedusaContainer,
  { id, region_id: regionId }: SetDefaultGateway & { id: string }
): Promise<GatewayView> => {
  const gateway = listedGateways().find(({ provider }) => provider === id)
  if (!gateway) throw commonErrors.fail("not_found")
  const [region] = await regionGateways(container, regionId)
  const refuse = (why: string) => commonErrors.fail("invalid_input", { details: { region_id: why } })
  if (!region) throw refuse("No region exists with this ID")
  if (!region.offered.includes(gateway.providerId))
    throw refuse("This region doesn't offer the gateway. Add it to the region's payment providers first")
  await updateRegionsWorkflow(container).run({
    input: { selector: { id: regionId }, update: { metadata: { [DEFAULT_GATEWAY_KEY]: gateway.providerId } } },
  })
  const view = (await listGateways(container)).find((one) => one.id === id)
  if (!view) throw commonErrors.fail("not_found")
  return view
}

import { createRegistry } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

/** A service request that was just made, open and waiting for somebody. */
export type ProvisionedRequest = {
  id: string
  order_id: string
  order_line_item_id: string
  unit: number
  service_id: string
  tier_id: string
}

export type ProvisionedRequestWork = (request: ProvisionedRequest) => WorkToEnqueue[]

const registered = createRegistry<ProvisionedRequestWork>("service-provisioning.provisioned-request-work")

/** Says what is due once a request exists; written in its transaction, in a statement that is there anyway. */
export const registerProvisionedRequestWork = (name: string, work: ProvisionedRequestWork): void =>
  registered.register(name, work)

/** All that is due for this request. Keys make repeating it harmless. */
export const provisionedRequestWork = (request: ProvisionedRequest): WorkToEnqueue[] =>
  registered.entries().flatMap(([, work]) => work(request))

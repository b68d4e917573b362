import { unhandledHooks } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import {
  loadUnitFacts,
  loadUnitFactsStep,
  type UnitInput,
  writeServiceRequest,
  writeServiceRequestStep,
} from "./steps/provision-service-request"

const ID = "provision-service-request"

/**
 * Turns one paid unit of an order into its service request. Durable work (`service-provisioning.provision-unit`) runs it,
 * and runs it again until it succeeds.
 *
 * Hooks:
 * - `validate`: before anything is written. Throwing refuses the unit for now: the work is retried and ends as failed.
 * - `serviceRequestProvisioned`: the request is committed. What must happen with it, in the same transaction, belongs to
 *   the extension point `provisionedRequestWork` instead.
 */
export const provisionServiceRequestWorkflow = createWorkflow(ID, (input: UnitInput) => {
  const facts = loadUnitFactsStep(input)
  const validate = createHook("validate", { unit: input, facts })
  const serviceRequest = writeServiceRequestStep({ unit: input, facts })
  const serviceRequestProvisioned = createHook("serviceRequestProvisioned", { service_request: serviceRequest })
  return new WorkflowResponse(serviceRequest, { hooks: [validate, serviceRequestProvisioned] })
})

const isUnhooked = unhandledHooks(ID, ["validate", "serviceRequestProvisioned"])

/** Runs the workflow; only its steps, without Medusa's workflow engine, where no plugin handles a hook of it. */
export const provisionUnit = async (container: MedusaContainer, unit: UnitInput): Promise<void> => {
  if (isUnhooked()) {
    const facts = await loadUnitFacts(container, unit)
    await writeServiceRequest(container, { unit, facts })
  } else await provisionServiceRequestWorkflow(container).run({ input: unit })
}

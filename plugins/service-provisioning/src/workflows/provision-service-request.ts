import { createHook, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { loadUnitFactsStep, type UnitInput, writeServiceRequestStep } from "./steps/provision-service-request"

/**
 * Turns one paid unit of an order into its service request. Durable work (`service-provisioning.provision-unit`) runs it,
 * and runs it again until it succeeds.
 *
 * Hooks:
 * - `validate`: before anything is written. Throwing refuses the unit for now: the work is retried and ends as failed.
 * - `serviceRequestProvisioned`: the request is committed. What must happen with it, in the same transaction, belongs to
 *   the extension point `provisionedRequestWork` instead.
 */
export const provisionServiceRequestWorkflow = createWorkflow("provision-service-request", (input: UnitInput) => {
  const facts = loadUnitFactsStep(input)
  const validate = createHook("validate", { unit: input, facts })
  const serviceRequest = writeServiceRequestStep({ unit: input, facts })
  const serviceRequestProvisioned = createHook("serviceRequestProvisioned", { service_request: serviceRequest })
  return new WorkflowResponse(serviceRequest, { hooks: [validate, serviceRequestProvisioned] })
})

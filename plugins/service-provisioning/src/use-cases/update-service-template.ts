import { emitEventStep, useQueryGraphStep } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { SERVICE_TEMPLATE_UPDATED } from "../contracts/template-events"
import { SERVICE_TEMPLATE_MODULE } from "../modules/service-template"
import type { NewVersion } from "../data/service-templates"
import type ServiceTemplateModuleService from "../modules/service-template/service"
import { forgetCatalogue } from "../data/catalogue-cache"
import { checkTemplateTiersStep } from "./check-template-tiers"
import { expectedStamp, requireTemplate } from "./template-input"

export type UpdateServiceTemplate = Omit<NewVersion, "expected"> & {
  /** ISO time the editor saw; another one now means somebody was faster. */
  updated_at?: string | undefined
}

// No compensation: the one write of this workflow, in one transaction; a version that stands there changes nothing sold.
const writeServiceTemplateVersionStep = createStep(
  "write-service-template-version",
  async ({ updated_at, ...version }: UpdateServiceTemplate, { container }) => {
    const service = container.resolve<ServiceTemplateModuleService>(SERVICE_TEMPLATE_MODULE)
    const changed = await service.addVersion({ ...version, ...expectedStamp(updated_at) })
    forgetCatalogue()
    return new StepResponse(changed)
  }
)

/** Adds the next version of a template, as a draft or sold at once. Throws `not_found`, `stale_version`, `invalid_input`. */
export const updateServiceTemplateWorkflow = createWorkflow(
  "update-service-template",
  (input: UpdateServiceTemplate) => {
    const found = useQueryGraphStep({
      entity: "service_template",
      fields: ["id", "product_id"],
      filters: { id: input.template_id },
    })
    const checked = transform({ input, found }, ({ input, found }) => ({
      templates: [{ product_id: requireTemplate(found.data).product_id, content: input.content }],
    }))
    checkTemplateTiersStep(checked)
    const changed = writeServiceTemplateVersionStep(input)
    const event = transform({ changed }, ({ changed: { template } }) => ({
      id: template.id,
      product_id: template.product_id,
    }))
    emitEventStep({ eventName: SERVICE_TEMPLATE_UPDATED, data: event })
    return new WorkflowResponse(changed)
  }
)

import { emitEventStep } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { SERVICE_TEMPLATE_CREATED } from "../contracts/template-events"
import { SERVICE_TEMPLATE_MODULE } from "../modules/service-template"
import type { NewTemplate } from "../data/service-templates"
import type ServiceTemplateModuleService from "../modules/service-template/service"
import { forgetCatalogue } from "../data/catalogue-cache"
import { checkTemplateTiersStep } from "./check-template-tiers"

export type CreateServiceTemplates = { templates: NewTemplate[] }

// No compensation: the one write of this workflow, in one transaction; what follows it only announces it.
const writeServiceTemplatesStep = createStep(
  "write-service-templates",
  async ({ templates }: CreateServiceTemplates, { container }) => {
    const service = container.resolve<ServiceTemplateModuleService>(SERVICE_TEMPLATE_MODULE)
    const written = await service.addTemplates(templates)
    forgetCatalogue()
    return new StepResponse(written)
  }
)

/**
 * Gives products their service template with its first version. Throws `invalid_input` for a product or variant that
 * does not exist and `conflict` for a product that has a template.
 */
export const createServiceTemplatesWorkflow = createWorkflow(
  "create-service-templates",
  (input: CreateServiceTemplates) => {
    checkTemplateTiersStep(input)
    const templates = writeServiceTemplatesStep(input)
    const events = transform({ templates }, ({ templates }) =>
      templates.map(({ id, product_id }) => ({ id, product_id }))
    )
    emitEventStep({ eventName: SERVICE_TEMPLATE_CREATED, data: events })
    return new WorkflowResponse(templates)
  }
)

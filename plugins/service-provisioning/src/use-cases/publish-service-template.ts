import { emitEventStep } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { SERVICE_TEMPLATE_UPDATED } from "../contracts/template-events"
import { SERVICE_TEMPLATE_MODULE } from "../modules/service-template"
import type { PublishVersion } from "../data/service-templates"
import type ServiceTemplateModuleService from "../modules/service-template/service"
import { forgetCatalogue } from "../data/catalogue-cache"
import { expectedStamp } from "./template-input"

export type PublishServiceTemplate = Omit<PublishVersion, "expected"> & { updated_at?: string | undefined }

// No compensation: the one write of this workflow; the version sold before stays and can be published again.
const publishServiceTemplateStep = createStep(
  "publish-service-template",
  async ({ updated_at, ...input }: PublishServiceTemplate, { container }) => {
    const service = container.resolve<ServiceTemplateModuleService>(SERVICE_TEMPLATE_MODULE)
    const changed = await service.publish({ ...input, ...expectedStamp(updated_at) })
    forgetCatalogue()
    return new StepResponse(changed)
  }
)

/** Sells a version of a template from now on; purchases made before keep theirs. Throws `not_found`, `stale_version`. */
export const publishServiceTemplateWorkflow = createWorkflow(
  "publish-service-template",
  (input: PublishServiceTemplate) => {
    const changed = publishServiceTemplateStep(input)
    const event = transform({ changed }, ({ changed: { template } }) => ({
      id: template.id,
      product_id: template.product_id,
    }))
    emitEventStep({ eventName: SERVICE_TEMPLATE_UPDATED, data: event })
    return new WorkflowResponse(changed)
  }
)

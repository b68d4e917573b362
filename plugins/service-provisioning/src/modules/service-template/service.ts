import { MedusaService } from "@medusajs/framework/utils"

import ServiceImport from "./models/service-import"
import ServiceTemplate from "./models/service-template"
import ServiceTemplateVersion from "./models/service-template-version"

/** Reads for `query.graph` and links. Use cases write by `data/`: a version is final, and numbers follow one another. */
export default class ServiceTemplateModuleService extends MedusaService({
  ServiceImport,
  ServiceTemplate,
  ServiceTemplateVersion,
}) {}

import { Module } from "@medusajs/framework/utils"

import ServiceTemplateModuleService from "./service"

export const SERVICE_TEMPLATE_MODULE = "serviceTemplate"

export default Module(SERVICE_TEMPLATE_MODULE, { service: ServiceTemplateModuleService })

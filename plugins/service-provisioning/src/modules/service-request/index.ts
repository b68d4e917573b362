import { Module } from "@medusajs/framework/utils"

import { ServiceRequestModuleService } from "./service"

export const SERVICE_REQUEST_MODULE = "serviceRequest"

export default Module(SERVICE_REQUEST_MODULE, { service: ServiceRequestModuleService })

import { Module } from "@medusajs/framework/utils"

import ProviderAssignmentModuleService from "./service"

export const PROVIDER_ASSIGNMENT_MODULE = "providerAssignment"

export default Module(PROVIDER_ASSIGNMENT_MODULE, { service: ProviderAssignmentModuleService })

import { Module } from "@medusajs/framework/utils"

import { ConsultationService } from "./service"

export const CONSULTATIONS = "consultations"

export default Module(CONSULTATIONS, { service: ConsultationService })

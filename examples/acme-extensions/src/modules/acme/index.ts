import { Module } from "@medusajs/framework/utils"

import { AcmeService } from "./service"

export const ACME = "acme"

export default Module(ACME, { service: AcmeService })

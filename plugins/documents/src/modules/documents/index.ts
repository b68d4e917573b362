import { Module } from "@medusajs/framework/utils"

import { DocumentService } from "./service"

export const DOCUMENTS = "documents"

export default Module(DOCUMENTS, { service: DocumentService })

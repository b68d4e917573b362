import { MedusaService } from "@medusajs/framework/utils"

import { OrderDocument } from "./models/order-document"
import { PersonalFile } from "./models/personal-file"
import { SellerProfile } from "./models/seller-profile"

/** Provides the generated list methods for `query.graph` and links. */
export class DocumentService extends MedusaService({ OrderDocument, PersonalFile, SellerProfile }) {}

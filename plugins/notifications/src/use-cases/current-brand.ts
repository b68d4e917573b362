import type { MedusaContainer } from "@medusajs/framework/types"

import type { MailBrand } from "../contracts"
import { mailBrands } from "../extension-points"

/** The shop's brand; undefined: the default one. */
export const currentBrand = (container: MedusaContainer): Promise<MailBrand> | undefined =>
  mailBrands.all()[0]?.read(container)

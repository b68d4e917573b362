import { readSellerProfile, saveSellerProfile } from "@atrium/documents/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

/** The seller on invoices, unless staff have filled in theirs. */
export const seedSeller = async (container: MedusaContainer): Promise<void> => {
  if ((await readSellerProfile(container)).updated_at !== null) return
  await saveSellerProfile(container, {
    name: "Atrium Services Pvt Ltd",
    address: "12 MG Road\nBengaluru 560001\nIndia",
    tax_id: "29ABCDE1234F1Z5",
    email: "accounts@atrium.test",
    number_prefix: "AT",
    locale: "en-IN",
    logo: null,
  })
}

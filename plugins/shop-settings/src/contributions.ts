import { auditedResources } from "@atrium/audit/extension-points"
import { mailBrands } from "@atrium/notifications/extension-points"
import { keptFor, keptTables, personalData, withoutCustomers } from "@atrium/server"

import { readMailBrand } from "./use-cases/read-mail-brand"

const OWNER = "shop-settings"

/** Requests by staff under these paths are audited. */
auditedResources.addAll(OWNER, [
  { path: "/admin/shop-settings", noun: "shop_settings", label: "the storefront's settings", guarded: true },
  { path: "/admin/shop-pages", noun: "shop_page", label: "a page of the storefront", guarded: true },
])

mailBrands.add(OWNER, { name: OWNER, read: readMailBrand })

keptTables.addAll(OWNER, keptFor("texts that the shop publishes about itself", ["shop_page", "shop_setting"]))
personalData.addAll(
  OWNER,
  withoutCustomers("texts that the shop publishes about itself", ["shop_page", "shop_setting"])
)

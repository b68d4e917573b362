import { PageStatus, Section } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"

import { ShopForm } from "../../../components/shop-form"
import { useShopSettings } from "../../../lib/shop"

const ShopSettingsPage = () => {
  const loading = useShopSettings()
  const settings = loading.data?.shop_settings
  if (!settings) return <PageStatus what="Shop settings" loading={loading} />
  return (
    <Section
      title="Shop"
      hint="Brand, home page and contact details of the storefront. The legal name and address are in the seller profile."
    >
      <ShopForm settings={settings} />
    </Section>
  )
}

export const config = defineRouteConfig({ label: "Shop" })

export const handle = { breadcrumb: () => "Shop" }

export default ShopSettingsPage

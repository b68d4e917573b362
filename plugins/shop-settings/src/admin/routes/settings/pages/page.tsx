import { IfMay, PageStatus, Section } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"

import { PageList } from "../../../components/page-list"
import { useShopPages } from "../../../lib/shop"

const ShopPagesPage = () => {
  const loading = useShopPages()
  const pages = loading.data?.shop_pages
  if (!pages) return <PageStatus what="Pages" loading={loading} />
  return (
    <Section
      title="Pages"
      hint="Terms, privacy, questions and answers: linked in the storefront's footer once published."
      action={
        <IfMay permission="shop-pages:write">
          <Button size="small" variant="secondary" asChild>
            <Link to="/settings/pages/create">Create page</Link>
          </Button>
        </IfMay>
      }
    >
      <PageList pages={pages} />
    </Section>
  )
}

export const config = defineRouteConfig({ label: "Pages" })

export const handle = { breadcrumb: () => "Pages" }

export default ShopPagesPage

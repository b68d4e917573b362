import { PageStatus } from "@atrium/admin-kit"
import { type UIMatch, useParams } from "react-router-dom"

import { EditPage } from "../../../../components/edit-page"
import { useShopPage } from "../../../../lib/shop"

const ShopPagePage = () => {
  const { id = "" } = useParams()
  const loading = useShopPage(id)
  const page = loading.data?.shop_page
  if (!page) return <PageStatus what="This page" loading={loading} />
  return <EditPage key={page.id} page={page} />
}

const Breadcrumb = ({ id }: { id: string }) => useShopPage(id).data?.shop_page.title ?? "Page"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <Breadcrumb id={params["id"] ?? ""} />,
  seo: () => ({ title: "Page" }),
}

export default ShopPagePage

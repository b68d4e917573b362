import { PageStatus } from "@atrium/admin-kit"

import { CreatePage } from "../../../../components/create-page"
import { useShopPages } from "../../../../lib/shop"

const CreateShopPagePage = () => {
  const loading = useShopPages()
  const pages = loading.data?.shop_pages
  if (!pages) return <PageStatus what="Pages" loading={loading} />
  return <CreatePage positions={pages.map(({ position }) => position)} />
}

export const handle = { breadcrumb: () => "Create page" }

export default CreateShopPagePage

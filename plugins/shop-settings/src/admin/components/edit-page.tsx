import { ConfirmButton } from "@atrium/admin-kit"
import { useNavigate } from "react-router-dom"

import type { ShopPageView } from "../../contracts/shop-pages"
import { useDeleteShopPage, useSaveShopPage } from "../lib/shop"
import { PageForm } from "./page-form"

/** The form for a page that exists. */
export const EditPage = ({ page }: { page: ShopPageView }) => {
  const navigate = useNavigate()
  const { mutateAsync } = useSaveShopPage(page.id)
  const { mutate: remove, isPending } = useDeleteShopPage(page.id)
  return (
    <PageForm page={page} save={async (content, version) => (await mutateAsync({ ...content, version })).shop_page}>
      <ConfirmButton
        type="button"
        variant="danger"
        isLoading={isPending}
        ask={{
          title: `Delete ${page.title}?`,
          description: "Its text is deleted, and links to it stop working. This can't be undone.",
          confirmText: "Delete page",
        }}
        onConfirm={() => remove(undefined, { onSuccess: () => void navigate("/settings/pages") })}
      >
        Delete page
      </ConfirmButton>
    </PageForm>
  )
}

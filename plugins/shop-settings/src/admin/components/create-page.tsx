import { useNavigate } from "react-router-dom"

import { useCreateShopPage } from "../lib/shop"
import { PageForm } from "./page-form"

const LAST_POSITION = 1_000

/** The form for a new page, whose link comes after those of the other pages. */
export const CreatePage = ({ positions }: { positions: readonly number[] }) => {
  const navigate = useNavigate()
  const { mutateAsync } = useCreateShopPage()
  return (
    <PageForm
      page={undefined}
      position={Math.min(Math.max(0, ...positions) + 1, LAST_POSITION)}
      save={async (page) => (await mutateAsync(page)).shop_page}
      onSaved={() => void navigate("/settings/pages")}
    />
  )
}

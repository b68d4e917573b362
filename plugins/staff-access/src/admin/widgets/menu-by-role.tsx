import { useOwnAccess } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { hiddenMenuStyles } from "../../domain/menu-styles"

/** On every page: leaves the pages that the signed-in user can't open out of the menu. Shows nothing itself. */
const MenuByRole = () => {
  const access = useOwnAccess()
  return access ? <style>{hiddenMenuStyles(access.hidden_pages)}</style> : null
}

export const config = defineWidgetConfig({ zone: "topbar" })

export default MenuByRole

import { useOwnAccess } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { hiddenMenuStyles } from "../../domain/menu-styles"

/** On every page: hides menu items that the user can't open. Renders nothing visible. */
const MenuByRole = () => {
  const access = useOwnAccess()
  return access ? <style>{hiddenMenuStyles(access.hidden_pages)}</style> : null
}

export const config = defineWidgetConfig({ zone: "topbar" })

export default MenuByRole

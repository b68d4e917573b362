import { usePermissions } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { hiddenMenuStyles } from "../../domain/menu-permissions"

/** On every page: leaves the pages that the signed-in user can't open out of the menu. Shows nothing itself. */
const MenuByRole = () => {
  const permissions = usePermissions()
  return permissions ? <style>{hiddenMenuStyles(new Set(permissions))}</style> : null
}

export const config = defineWidgetConfig({ zone: "topbar" })

export default MenuByRole

import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { hiddenMenuStyles } from "../../domain/menu-permissions"
import { useOwnAccess } from "../lib/staff"

/** On every page: leaves the pages that the signed-in person can't open out of the menu. Shows nothing itself. */
const MenuByRole = () => {
  const { data } = useOwnAccess()
  return data ? <style>{hiddenMenuStyles(new Set(data.access.permissions))}</style> : null
}

export const config = defineWidgetConfig({ zone: "topbar" })

export default MenuByRole

import { hiddenMenuStyles, MENU_PERMISSIONS } from "./menu-permissions"

it("hides the menu entries of pages that a role can't open, and no others", () => {
  const styles = hiddenMenuStyles(new Set(["orders:read", "service-requests:read"]))
  expect(styles).toContain('aside a[href="/app/customers"]')
  expect(styles).toContain('aside a[href="/app/settings/users"]')
  expect(styles).not.toContain('"/app/orders"')
  expect(styles).not.toContain('"/app/service-requests"')
  expect(hiddenMenuStyles(new Set(Object.values(MENU_PERMISSIONS)))).toBe("")
})

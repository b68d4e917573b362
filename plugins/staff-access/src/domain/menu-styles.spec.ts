import { hiddenMenuStyles } from "./menu-styles"

it("hides the menu entries of the pages it is given, and no others", () => {
  const styles = hiddenMenuStyles(["/customers", "/settings/users"])
  expect(styles).toContain('aside a[href="/app/customers"]')
  expect(styles).toContain('aside a[href="/app/settings/users"]')
  expect(styles).not.toContain("/app/orders")
  expect(hiddenMenuStyles([])).toBe("")
})

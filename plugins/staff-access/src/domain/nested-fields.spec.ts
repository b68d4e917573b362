import { permissionsOfFields } from "./nested-fields"

it("returns the permissions of nested relations in every notation", () => {
  expect(permissionsOfFields("id,title")).toEqual([])
  expect(permissionsOfFields("+sales_channels.orders.email")).toEqual(["orders:read"])
  expect(permissionsOfFields("*customer, *orders_link.order")).toEqual(["customers:read", "orders:read"])
  expect(permissionsOfFields(["id", "-users.email"])).toEqual(["staff:manage"])
  expect(permissionsOfFields(undefined)).toEqual([])
})

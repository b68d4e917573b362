import { permissionsOfFields } from "./nested-fields"

it("names what relations on the way need, however they are written", () => {
  expect(permissionsOfFields("id,title")).toEqual([])
  expect(permissionsOfFields("+sales_channels.orders.email")).toEqual(["orders:read"])
  expect(permissionsOfFields("*customer, *orders_link.order")).toEqual(["customers:read", "orders:read"])
  expect(permissionsOfFields(["id", "-users.email"])).toEqual(["staff:manage"])
  expect(permissionsOfFields(undefined)).toEqual([])
})

import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import { RoleDrawer } from "./role-drawer"

const role = {
  id: "role_1",
  name: "Night shift",
  description: "",
  built_in: false,
  permissions: ["orders:read"],
  members: 0,
  assignable: true,
}
const props = { permissions: ["orders:read", "orders:write"], onClose: () => undefined }

test("a role is saved with the chosen permissions, and a message appears beside a name that is taken", async () => {
  const { user, sent } = openPage(
    <RoleDrawer {...props} role={role} held={["orders:read", "orders:write"]} mayChange />,
    {
      answers: { "POST /admin/staff-roles/role_1": refusal(409, "Not saved.", { name: "This name is taken" }) },
    }
  )
  await user.click(screen.getByRole("checkbox", { name: "Change: Orders" }))
  await user.click(screen.getByRole("button", { name: "Save role" }))
  expect(await screen.findByText("This name is taken")).toBeTruthy()
  expect(changesIn(sent).map(({ body }) => body)).toEqual([
    { name: "Night shift", description: "", permissions: ["orders:read", "orders:write"] },
  ])
  expect(screen.getByRole("checkbox", { name: "Change: Orders" }).getAttribute("data-state")).toBe("checked")
})

test("a user can't grant a permission that they don't have", () => {
  openPage(<RoleDrawer {...props} role={role} held={["orders:read"]} mayChange />)
  expect(screen.getByRole("checkbox", { name: "Change: Orders" })).toHaveProperty("disabled", true)
  expect(screen.getByRole("checkbox", { name: "View: Orders" })).toHaveProperty("disabled", false)
})

test("a built-in role can be viewed but not changed", () => {
  openPage(<RoleDrawer {...props} role={{ ...role, built_in: true }} held={["orders:read"]} mayChange />)
  expect(screen.getByRole("checkbox", { name: "View: Orders" })).toHaveProperty("disabled", true)
  expect(screen.queryByRole("button", { name: "Save role" })).toBeNull()
})

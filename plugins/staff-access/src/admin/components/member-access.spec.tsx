import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { MemberOut } from "../../contracts/staff"
import { MemberAccess } from "./member-access"

const MEMBER: MemberOut = {
  id: "user_1",
  email: "asha@example.com",
  name: "Asha Rao",
  role: null,
  status: "active",
  two_step: true,
  manageable: true,
  created_at: "2026-11-01T00:00:00.000Z",
}
const answers = { "POST /admin/staff/user_1": { staff: MEMBER } }

test("a user is suspended only after a confirmation that explains the effect", async () => {
  const { user, sent } = openPage(<MemberAccess member={MEMBER} roles={[]} mayReset={false} />, { answers })
  await user.click(screen.getByRole("button", { name: "Suspend" }))
  expect(await screen.findByText(/They are signed out immediately/)).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Suspend" }))
  await screen.findByText("Access changed")
  expect(changesIn(sent).map(({ body }) => body)).toEqual([{ status: "suspended" }])
})

test.each([
  { mayReset: true, two_step: true, buttons: 1 },
  { mayReset: false, two_step: true, buttons: 0 },
  { mayReset: true, two_step: false, buttons: 0 },
])("two-step verification can be reset only if it is on and the viewer may: %o", ({ mayReset, two_step, buttons }) => {
  openPage(<MemberAccess member={{ ...MEMBER, two_step }} roles={[]} mayReset={mayReset} />)
  expect(screen.queryAllByRole("button", { name: "Reset two-step" })).toHaveLength(buttons)
})

test("a user whom the viewer can't manage has no buttons, and their role can't be changed", () => {
  openPage(<MemberAccess member={{ ...MEMBER, manageable: false }} roles={[]} mayReset={false} />)
  expect(screen.queryByRole("button")).toBeNull()
  expect(screen.getByRole("combobox", { name: "Role of asha@example.com" })).toHaveProperty("disabled", true)
})

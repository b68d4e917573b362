import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen, within } from "@testing-library/react"

import ProfileSecurity from "../widgets/profile-security"

const sinceMinutes = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const HERE = {
  id: "sgin_1",
  account: "user",
  browser: "Chrome",
  system: "Windows",
  first_seen_at: sinceMinutes(300),
  last_seen_at: sinceMinutes(1),
  expires_at: sinceMinutes(-600),
  current: true,
}
const THERE = {
  ...HERE,
  id: "sgin_2",
  browser: "Firefox",
  system: "Linux",
  last_seen_at: sinceMinutes(130),
  current: false,
}
const answers = {
  "GET /admin/users/me/sign-ins": { sign_ins: [HERE, THERE] },
  "POST /admin/users/me/sign-ins/sgin_2/end": { status: "ended" },
  "POST /admin/users/me/sign-ins/end-others": { token: null },
  "POST /admin/users/me/password": { token: null },
}

test("a user sees their devices, and signs out another one and all others only after a confirmation", async () => {
  const { user, sent } = openPage(<ProfileSecurity />, { answers })
  const [here, there] = await screen.findAllByRole("listitem")
  if (!here || !there) throw new Error("Two devices are expected")
  expect(here.textContent).toMatch(/Chrome on Windows.*This device.*Last used just now/)
  expect(within(here).queryByRole("button")).toBeNull()
  expect(there.textContent).toMatch(/Firefox on Linux.*Last used 2 hours ago/)

  await user.click(within(there).getByRole("button", { name: "Sign out: Firefox on Linux" }))
  await user.click(await screen.findByRole("button", { name: "Cancel" }))
  expect(changesIn(sent)).toEqual([])
  await user.click(within(there).getByRole("button", { name: "Sign out: Firefox on Linux" }))
  await user.click(await screen.findByRole("button", { name: "Sign out" }))
  await screen.findByText("Device signed out")

  await user.click(screen.getByRole("button", { name: "Sign out all other devices" }))
  await user.click(await screen.findByRole("button", { name: "Sign out all" }))
  await screen.findByText("All other devices signed out")
  expect(changesIn(sent).map(({ route, body }) => [route, body])).toEqual([
    ["POST /admin/users/me/sign-ins/sgin_2/end", {}],
    ["POST /admin/users/me/sign-ins/end-others", { except: "current" }],
  ])
})

test("a user with a single sign-in sees no button to sign out others", async () => {
  openPage(<ProfileSecurity />, { answers: { ...answers, "GET /admin/users/me/sign-ins": { sign_ins: [HERE] } } })
  await screen.findByText("This device")
  expect(screen.queryByRole("button", { name: "Sign out all other devices" })).toBeNull()
})

test("a user changes their password; a wrong current one is reported at its field", async () => {
  let right = false
  const { user, sent } = openPage(<ProfileSecurity />, {
    answers: {
      ...answers,
      "POST /admin/users/me/password": () =>
        right ? { token: null } : refusal(400, "Check the form", { current_password: "Your password is incorrect" }),
    },
  })
  await user.click(await screen.findByRole("button", { name: "Change password" }))
  const dialog = within(await screen.findByRole("dialog"))
  const current = dialog.getByLabelText("Current password")
  expect(current.getAttribute("type")).toBe("password")
  await user.type(current, "old quiet words")
  await user.type(dialog.getByLabelText("New password"), "short")
  await user.click(dialog.getByRole("button", { name: "Change password" }))
  expect(await dialog.findByText("Use at least 8 characters")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])

  await user.type(dialog.getByLabelText("New password"), " but longer")
  await user.click(dialog.getByRole("button", { name: "Change password" }))
  expect(await dialog.findByText("Your password is incorrect")).toBeTruthy()
  right = true
  await user.click(dialog.getByRole("button", { name: "Change password" }))
  expect(await screen.findByText(/^Password changed/)).toBeTruthy()
  expect(screen.queryByRole("dialog")).toBeNull()
  expect(changesIn(sent).at(-1)?.body).toEqual({ current_password: "old quiet words", password: "short but longer" })
})

import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { PolicyDetailOut } from "../../contracts/policies"
import { PolicyEditor } from "./policy-editor"

const VERSION: PolicyDetailOut["current_version"] = {
  id: "ver_1",
  number: 1,
  content: { rules: ["skills"], scorers: ["fair-share", "priority"], interval_days: 30, planning_weeks: 4 },
  created_by: null,
  created_at: "2026-11-01T00:00:00.000Z",
}
const POLICY: PolicyDetailOut = {
  id: "pol_1",
  name: "Default",
  current_version: VERSION,
  created_at: "2026-11-01T00:00:00.000Z",
  updated_at: "2026-11-01T00:00:00.000Z",
  versions: [VERSION],
  available: {
    rules: [
      { name: "skills", label: "Skills", help: "Has every skill" },
      { name: "languages", label: "Languages", help: "Speaks a language of the service" },
    ],
    scorers: [
      { name: "fair-share", label: "Fair share", help: "Has less than their share of the work" },
      { name: "priority", label: "Priority", help: "Has a higher priority" },
    ],
  },
}
const MAY = { permissions: ["assignment-policies:write"] }

test("a policy is saved with its rules, the order of its priorities and its time frames", async () => {
  const { user, sent } = openPage(<PolicyEditor policy={POLICY} />, {
    ...MAY,
    answers: { "POST /admin/assignment-policies/pol_1": { assignment_policy: POLICY } },
  })
  const save = await screen.findByRole("button", { name: "Save as version 2" })
  expect(save).toHaveProperty("disabled", true)
  await user.click(screen.getByRole("checkbox", { name: "Languages" }))
  await user.click(screen.getByRole("button", { name: "Move Priority up" }))
  await user.clear(screen.getByLabelText("Plan ahead"))
  await user.type(screen.getByLabelText("Plan ahead"), "6")
  await user.click(save)
  await screen.findByText("Policy saved. Unassigned requests are checked again.")
  expect(changesIn(sent).map(({ body }) => body)).toEqual([
    {
      content: {
        rules: ["skills", "languages"],
        scorers: ["priority", "fair-share"],
        interval_days: 30,
        planning_weeks: 6,
      },
      updated_at: "2026-11-01T00:00:00.000Z",
    },
  ])
})

test("a conflict with another user's change shows a message and keeps the input", async () => {
  const { user } = openPage(<PolicyEditor policy={POLICY} />, {
    ...MAY,
    answers: { "POST /admin/assignment-policies/pol_1": refusal(409, "This was changed since you loaded it.") },
  })
  await screen.findByRole("button", { name: "Save as version 2" })
  await user.click(screen.getByRole("checkbox", { name: "Languages" }))
  await user.click(screen.getByRole("button", { name: "Save as version 2" }))
  expect((await screen.findByRole("alert")).textContent).toBe("This was changed since you loaded it.")
  expect(screen.getByRole("checkbox", { name: "Languages" }).getAttribute("data-state")).toBe("checked")
})

test("a user without permission to save the policy can't edit it", async () => {
  const { user } = openPage(<PolicyEditor policy={POLICY} />, { permissions: ["assignment-policies:read"] })
  await user.click(screen.getByRole("checkbox", { name: "Languages" }))
  await user.type(screen.getByLabelText("Plan ahead"), "6")
  expect(screen.getByRole("checkbox", { name: "Languages" }).getAttribute("data-state")).toBe("unchecked")
  expect(screen.getByLabelText("Plan ahead")).toHaveProperty("value", "4")
  expect(screen.queryByRole("button", { name: /^Save/ })).toBeNull()
})

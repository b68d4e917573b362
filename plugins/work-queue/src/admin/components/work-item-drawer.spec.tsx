import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { WorkItemView } from "../../contracts"
import { WorkItemDrawer } from "./work-item-drawer"

const ITEM: WorkItemView = {
  id: "work_1",
  key: "provision:order_1",
  kind: "provision",
  version: 1,
  status: "dead",
  attempts: 5,
  max_attempts: 5,
  backoff_seconds: 2,
  run_at: "2026-11-28T09:00:00.000Z",
  last_error: "The database was unavailable",
  waits_for: null,
  request_id: "req_1",
  caused_by: "payment-captured:pay_1",
  created_at: "2026-11-28T09:00:00.000Z",
  updated_at: "2026-11-28T09:00:00.000Z",
  finished_at: null,
}
const answers = {
  "GET /admin/work-items/work_1": { work_item: ITEM },
  "POST /admin/work-items/work_1/cancel": { work_item: ITEM },
}

test("an item shows its cause and is canceled only after a confirmation", async () => {
  const { user, sent } = openPage(<WorkItemDrawer id="work_1" onClose={() => undefined} />, {
    answers,
    permissions: ["work-items:write"],
  })
  expect(await screen.findByText("payment-captured:pay_1")).toBeTruthy()
  await user.click(await screen.findByRole("button", { name: "Cancel item" }))
  expect(await screen.findByText("It won't run unless you retry it later.")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Cancel item" }))
  await screen.findByText("Item canceled")
  expect(changesIn(sent).map(({ route }) => route)).toEqual(["POST /admin/work-items/work_1/cancel"])
})

test("a user who may only view work items sees no actions", async () => {
  openPage(<WorkItemDrawer id="work_1" onClose={() => undefined} />, { answers, permissions: ["work-items:read"] })
  await screen.findByText("The database was unavailable")
  expect(screen.queryByRole("button", { name: /^(Retry|Cancel item)$/ })).toBeNull()
})

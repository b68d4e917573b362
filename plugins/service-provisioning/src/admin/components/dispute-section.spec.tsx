import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { DisputeSection } from "./dispute-section"
import { REQUEST } from "./request.fixtures"

const disputed: ServiceRequestDetailOut = {
  ...REQUEST,
  dispute: { status: "open", opened_at: "2026-11-02T00:00:00.000Z", closed_at: null },
}
const open = (shown: ServiceRequestDetailOut) =>
  openPage(<DisputeSection request={shown} />, {
    answers: { [`POST /admin/service-requests/${shown.id}/clock`]: { service_request: shown } },
    permissions: ["service-requests:write"],
  })

test("staff stop the clock of a disputed request with a reason", async () => {
  const { user, sent } = open(disputed)
  await user.click(await screen.findByRole("button", { name: "Stop the clock" }))
  await user.type(await screen.findByRole("textbox", { name: "Reason" }), "Waiting for the bank")
  const buttons = screen.getAllByRole("button", { name: "Stop the clock" })
  await user.click(buttons[buttons.length - 1] ?? document.body)
  await screen.findByText("Clock stopped")
  expect(changesIn(sent)).toMatchObject([{ body: { stopped: true, reason: "Waiting for the bank" } }])
})

test("a stopped clock can be started after the dispute was decided, and no other can be stopped", async () => {
  open({
    ...disputed,
    dispute: { status: "won", opened_at: "2026-11-02T00:00:00.000Z", closed_at: "2026-11-03T00:00:00.000Z" },
    clock_stopped_at: "2026-11-02T00:00:00.000Z",
  })
  expect(await screen.findByRole("button", { name: "Start the clock" })).toBeTruthy()
})

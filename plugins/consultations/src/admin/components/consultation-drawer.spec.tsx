import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { AdminConsultation } from "../../contracts/consultations"
import { ConsultationDrawer } from "./consultation-drawer"

const CONSULTATION: AdminConsultation = {
  id: "cons_1",
  reference: "CN-7K4QX2MB",
  status: "booked",
  status_label: "Booked",
  service: { id: "prod_1", handle: "tax", title: "Tax return" },
  provider: { id: "prov_1", name: "Asha Rao" },
  place: "Video call",
  starts_at: "2099-01-01T09:00:00.000Z",
  ends_at: "2099-01-01T09:30:00.000Z",
  time_zone: "Asia/Kolkata",
  name: "Vera Visitor",
  email: "vera@example.com",
  note: "Two founders",
  hold_expires_at: null,
  conflict: null,
  canceled_by: null,
  cancel_reason: null,
  created_at: "2026-11-01T00:00:00.000Z",
  updated_at: "2026-11-01T00:00:00.000Z",
}

const open = (change: Partial<AdminConsultation> = {}, permissions = ["consultations:read", "consultations:write"]) => {
  const answer = { consultation: { ...CONSULTATION, ...change } }
  return openPage(<ConsultationDrawer id="cons_1" onClose={() => undefined} />, {
    permissions,
    answers: {
      "GET /admin/consultations/cons_1": answer,
      "POST /admin/consultations/cons_1/cancel": { consultation: { ...answer.consultation, status: "canceled" } },
    },
  })
}

test("canceling requires a confirmation that states what happens, and sends the reason", async () => {
  const { user, sent } = open()
  await user.type(await screen.findByLabelText("Reason"), "Asha is ill.")
  await user.click(screen.getByRole("button", { name: "Cancel consultation" }))
  expect(await screen.findByText(/The visitor and the provider get an email/)).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Cancel consultation" }))
  await screen.findByText(/^Consultation canceled/)
  expect(changesIn(sent).map(({ body }) => body)).toEqual([{ reason: "Asha is ill." }])
})

test("a conflict is shown beside the status", async () => {
  open({ conflict: "provider_away" })
  expect(await screen.findByText("The provider is away")).toBeTruthy()
  expect(screen.getByText("Booked")).toBeTruthy()
})

test.each<[string, Partial<AdminConsultation>, string[]]>([
  ["that has started", { starts_at: "2020-01-01T09:00:00.000Z" }, ["consultations:write"]],
  ["that is canceled", { status: "canceled", canceled_by: "visitor" }, ["consultations:write"]],
  ["without the permission", {}, ["consultations:read"]],
])("one %s can't be canceled", async (_which, change, permissions) => {
  open(change, permissions)
  await screen.findByText("Vera Visitor")
  expect(screen.queryByRole("button", { name: "Cancel consultation" })).toBeNull()
})

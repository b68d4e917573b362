import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { ProviderDetailOut } from "../../contracts/providers"
import { newProvider } from "../lib/provider-form"
import { ProviderStanding } from "./provider-standing"

const PROVIDER: ProviderDetailOut = {
  ...newProvider(),
  id: "prov_1",
  name: "Asha Rao",
  email: "asha@example.com",
  phone: null,
  languages: ["en"],
  regions: [],
  service_ids: null,
  weight: 100,
  priority: 0,
  blocked_emails: [],
  status: "active",
  status_label: "Active",
  open_requests: 2,
  reserved_hours_this_week: 0,
  last_assigned_at: null,
  invitation_expires_at: null,
  created_at: "2026-11-01T00:00:00.000Z",
  updated_at: "2026-11-01T00:00:00.000Z",
  absences: [],
  weeks: [],
}
const answers = { "POST /admin/providers/prov_1": { provider: PROVIDER } }

test("suspending a provider requires a confirmation that explains what happens to their open requests", async () => {
  const { user, sent } = openPage(<ProviderStanding provider={PROVIDER} />, { answers })
  await user.click(screen.getByRole("button", { name: "Suspend" }))
  expect(await screen.findByText(/They keep their 2 open requests/)).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Suspend" }))
  await screen.findByText("Provider suspended")
  expect(changesIn(sent).map(({ body }) => body)).toEqual([
    { status: "suspended", updated_at: "2026-11-01T00:00:00.000Z" },
  ])
})

test("a suspended provider is reactivated without a confirmation", async () => {
  const { user, sent } = openPage(<ProviderStanding provider={{ ...PROVIDER, status: "suspended" }} />, { answers })
  await user.click(screen.getByRole("button", { name: "Reactivate" }))
  await screen.findByText("Provider reactivated")
  expect(changesIn(sent)).toHaveLength(1)
})

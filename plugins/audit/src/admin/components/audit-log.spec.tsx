import { openPage } from "@atrium/admin-kit/testing"
import { screen, waitFor } from "@testing-library/react"

import type { AuditEntryView } from "../../contracts"
import AuditLogPage from "../routes/audit-log/page"
import { VerifyResult } from "./verify-result"

const ENTRY: AuditEntryView = {
  id: "7",
  created_at: "2026-11-28T09:00:00.000Z",
  action: "order.updated",
  sentence: "Changed an order",
  category: "change",
  outcome: "succeeded",
  actor: { type: "user", id: "user_1", label: "asha@example.com" },
  address: "203.0.113.7",
  target: null,
  before: null,
  after: null,
  details: null,
  reason: null,
  request_id: null,
  seq: 7,
  hash: null,
}
const HEAD = { seq: 9, hash: "a".repeat(64) }
const answers = {
  "GET /admin/audit-log": { audit_entries: [ENTRY], count: 1, offset: 0, limit: 20 },
  "GET /admin/audit-log/7": { audit_entry: ENTRY },
  "POST /admin/audit-log/verify": {
    verification: {
      ok: true,
      checked: 9,
      head: HEAD,
      pruned_through: 0,
      unsealed: 0,
      unsealed_since: null,
      first_broken: null,
    },
  },
}

test("an export contains the search results, and a user with permission can verify the log", async () => {
  const since = "2026-11-01T00:00:00.000Z"
  const { user } = openPage(<AuditLogPage />, {
    answers,
    permissions: ["audit-log:write"],
    at: `/?q=asha&outcome=${encodeURIComponent('["failed"]')}&created_at=${encodeURIComponent(`{"$gte":"${since}"}`)}`,
  })
  await screen.findByText("Changed an order")
  await user.click(screen.getByRole("button", { name: "Export" }))
  const link = await screen.findByRole("menuitem", { name: "CSV" })
  expect(decodeURIComponent(link.getAttribute("href") ?? "")).toBe(
    `/admin/audit-log/export?q=asha&outcome=failed&created_at[$gte]=${since}&format=csv`
  )
  await user.keyboard("{Escape}")
  await user.click(await screen.findByRole("button", { name: "Verify log" }))
  expect(await screen.findByText(/No tampering detected. Checked 9 entries/)).toBeTruthy()
})

test("a user without permission to verify the log sees no button for it", async () => {
  const { sent } = openPage(<AuditLogPage />, { answers, permissions: ["audit-log:read"] })
  await screen.findByText("Changed an order")
  await waitFor(() => expect(sent.map(({ route }) => route)).toContain("GET /admin/staff-access"))
  expect(screen.queryByRole("button", { name: "Verify log" })).toBeNull()
})

test("a log that was tampered with shows its first invalid entry", () => {
  openPage(
    <VerifyResult
      verification={{
        ok: false,
        checked: 3,
        head: HEAD,
        pruned_through: 0,
        unsealed: 0,
        unsealed_since: null,
        first_broken: { seq: 4, entry_id: "12", problem: "Its content was changed." },
      }}
    />
  )
  expect(screen.getByText(/Tampering detected at entry 4 \(ID 12\). Its content was changed. 3 entries/)).toBeTruthy()
})

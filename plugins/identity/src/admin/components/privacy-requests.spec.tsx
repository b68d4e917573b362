import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen, waitFor, within } from "@testing-library/react"

import type { PrivacyRequestDetails } from "../../contracts/privacy-requests"
import PrivacyRequestsPage from "../routes/operations/privacy-requests/page"

const { report, ...REQUEST }: PrivacyRequestDetails = {
  id: "privreq_1",
  kind: "erase",
  status: "completed",
  email: null,
  origin: "guest",
  reason: null,
  requested_at: "2026-11-28T09:00:00.000Z",
  confirmed_at: "2026-11-28T09:05:00.000Z",
  completed_at: "2026-11-28T09:06:00.000Z",
  archive_expires_at: null,
  refusals: [],
  remaining: [],
  may_confirm: false,
  report: [
    { table: "service_request_note", what: "notes on service requests", done: "deleted", rows: 1, why: null },
    { table: "order_document", what: "invoices", done: "kept", rows: 2, why: "tax law requires it" },
  ],
}
const answers = {
  "GET /admin/privacy-requests": { privacy_requests: [REQUEST], count: 1, offset: 0, limit: 20 },
  "GET /admin/privacy-requests/privreq_1": { privacy_request: { ...REQUEST, report } },
}

test("a request opens its report: what happened to the rows of each table, and why", async () => {
  const { user } = openPage(<PrivacyRequestsPage />, { answers })
  await user.click(await screen.findByText("Erasure"))
  const rows = within(await screen.findByRole("list", { name: "Report" })).getAllByRole("listitem")
  expect(rows.map((row) => row.textContent)).toEqual([
    "notes on service requests1 row deletedservice_request_note",
    "invoices2 rows keptorder_document – tax law requires it",
  ])
  expect(screen.queryByRole("button", { name: "Start a request" })).toBeNull()
})

test("an erasure that left something says where, and a refused one what is still open", async () => {
  const left = { ...REQUEST, status: "incomplete" as const, remaining: [{ table: "cart", rows: 2 }] }
  const { user } = openPage(<PrivacyRequestsPage />, {
    answers: {
      "GET /admin/privacy-requests": { privacy_requests: [left], count: 1, offset: 0, limit: 20 },
      "GET /admin/privacy-requests/privreq_1": {
        privacy_request: { ...left, report: [], refusals: ["A refund waits for approval"] },
      },
    },
  })
  await user.click(await screen.findByText("Incomplete"))
  expect(await screen.findByText("cart: 2")).toBeTruthy()
  expect(screen.getByText("A refund waits for approval")).toBeTruthy()
})

test("staff with the permission start a request; a wrong address and a missing reason are named first", async () => {
  const { user, sent } = openPage(<PrivacyRequestsPage />, {
    permissions: ["privacy-requests:write"],
    answers: {
      ...answers,
      "POST /admin/privacy-requests": { privacy_request: REQUEST },
    },
  })
  await user.click(await screen.findByRole("button", { name: "Start a request" }))
  await user.type(await screen.findByLabelText("Email address"), "asha")
  await user.click(screen.getByRole("button", { name: "Start request" }))
  await waitFor(() => expect(screen.getByLabelText("Email address").getAttribute("aria-invalid")).toBe("true"))
  expect(screen.getByLabelText("Reason").getAttribute("aria-invalid")).toBe("true")
  expect(changesIn(sent)).toEqual([])
  await user.type(screen.getByLabelText("Email address"), "@example.com")
  await user.type(screen.getByLabelText("Reason"), "Letter of 3 November, passport seen")
  await user.click(screen.getByRole("button", { name: "Start request" }))
  const body = { kind: "export", email: "asha@example.com", reason: "Letter of 3 November, passport seen" }
  await waitFor(() => expect(changesIn(sent).map((call) => call.body)).toEqual([body]))
})

const WAITING = { ...REQUEST, status: "requested" as const, origin: "staff" as const, email: "z…@example.com" }
const waiting = (may: boolean) => ({
  "GET /admin/privacy-requests": { privacy_requests: [WAITING], count: 1, offset: 0, limit: 20 },
  "GET /admin/privacy-requests/privreq_1": { privacy_request: { ...WAITING, may_confirm: may, report: [] } },
  "POST /admin/privacy-requests/privreq_1/confirm": { privacy_request: { ...WAITING, status: "running" } },
})

test("a second person confirms an erasure that staff asked for, after a question", async () => {
  const { user, sent } = openPage(<PrivacyRequestsPage />, {
    permissions: ["privacy-requests:write"],
    answers: waiting(true),
  })
  await user.click(await screen.findByText("Waiting for confirmation"))
  await user.click(await screen.findByRole("button", { name: "Confirm erasure" }))
  expect(changesIn(sent)).toEqual([])
  await user.click(await screen.findByRole("button", { name: "Erase" }))
  await waitFor(() => expect(changesIn(sent)).toHaveLength(1))
})

test("who asked for an erasure sees that another person must confirm it, without a button", async () => {
  const { user } = openPage(<PrivacyRequestsPage />, {
    permissions: ["privacy-requests:write"],
    answers: waiting(false),
  })
  await user.click(await screen.findByText("Waiting for confirmation"))
  expect(await screen.findByText(/Another person than the one who asked/)).toBeTruthy()
  expect(screen.queryByRole("button", { name: "Confirm erasure" })).toBeNull()
})

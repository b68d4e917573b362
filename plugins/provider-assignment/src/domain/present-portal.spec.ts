import type { ServiceRequestDetailOut } from "@atrium/service-provisioning/contracts"
import fc from "fast-check"

import { PortalRequest, PortalRequestDetail } from "../contracts/portal"
import { toPortalDetail, toPortalRequest, workOf } from "./present-portal"

const due = fc.option(
  fc.constantFrom("2026-11-20T00:00:00.000Z", "2026-11-25T00:00:00.000Z", "2026-12-24T00:00:00.000Z")
)
const tasks = fc.array(
  fc.record({
    name: fc.constantFrom("Opening call", "Check the papers", "File it"),
    status: fc.constantFrom(
      "to_do" as const,
      "in_progress" as const,
      "waiting" as const,
      "done" as const,
      "cancelled" as const
    ),
    holder: fc.constantFrom("team" as const, "client" as const, "authority" as const),
    due_at: due,
  }),
  { maxLength: 8 }
)

const detail: ServiceRequestDetailOut = {
  id: "sreq_1",
  reference_number: "SR-1234-5678-9AB",
  status: "in_progress",
  status_label: "In progress",
  customer_id: "cus_secret",
  customer_name: "Tara Menon",
  customer_email: "tara@example.com",
  customer_phone: "+919876543210",
  requirements: "Please begin.",
  service: { id: "prod_1", title: "Annual accounts", category: "accounting" },
  tier: { id: "variant_1", title: "Essential" },
  provider: { id: "prov_1", name: "Asha Rao" },
  payment: {
    status: "captured",
    amount: 4999.5,
    currency_code: "inr",
    provider_id: "pp_secret",
    transaction_id: "tx_secret",
    paid_at: "2026-11-20T10:00:00.000Z",
    refunded_amount: 0,
    refunded_at: null,
  },
  affiliate: { id: "aff_secret", code: "SECRET10" },
  order_id: "order_secret",
  order_line_item_id: "line_secret",
  unit: 1,
  template_version_id: "version_secret",
  created_at: "2026-11-20T10:00:00.000Z",
  updated_at: "2026-11-20T10:00:00.000Z",
  due_at: null,
  allowed_statuses: ["completed"],
  tasks: [],
  history: [
    {
      from: null,
      to: "payment_confirmed",
      actor_type: "staff",
      actor_id: "user_secret",
      reason: "reason_secret",
      created_at: "2026-11-20T10:00:00.000Z",
    },
  ],
  notes: [
    { id: "n1", text: "Mine", actor_type: "provider", actor_id: "prov_1", created_at: "2026-11-20T10:00:00.000Z" },
    { id: "n2", text: "Before", actor_type: "provider", actor_id: "prov_0", created_at: "2026-11-20T10:00:00.000Z" },
    { id: "n3", text: "Shop", actor_type: "staff", actor_id: "user_1", created_at: "2026-11-20T10:00:00.000Z" },
  ],
  intake: { questions: [], answers: {}, missing: [] },
  dispute: { status: "open", opened_at: "2026-11-02T00:00:00.000Z", closed_at: null },
  clock_stopped_at: null,
  files: [],
}

describe("a request as its provider sees it", () => {
  it("shows no amounts, gateway, affiliate or order, and not who in the shop did what", () => {
    const shown = toPortalDetail(detail, "prov_1")
    expect(PortalRequestDetail.parse(shown)).toEqual(shown)
    const {
      tasks: _tasks,
      allowed_statuses: _moves,
      history: _history,
      notes: _notes,
      intake: _intake,
      files: _files,
      ...rest
    } = shown
    const { disputed_since: since, clock_stopped_at: _clock, ...row } = rest
    expect(since).toBe("2026-11-02T00:00:00.000Z")
    expect(PortalRequest.parse(row)).toEqual(toPortalRequest(detail, []))
    expect(JSON.stringify(shown)).not.toMatch(/4999|inr|secret|aff_|SECRET10|prov_0|user_1/)
    expect(shown.payment).toEqual({ confirmed: true, confirmed_at: "2026-11-20T10:00:00.000Z" })
    expect(shown.notes.map(({ author }) => author)).toEqual(["you", "provider", "staff"])
  })

  it("does not show a fully refunded payment as confirmed", () => {
    const refunded = { ...detail, payment: { ...detail.payment, status: "refunded" as const } }
    expect(toPortalRequest(refunded, []).payment.confirmed).toBe(false)
    const partly = { ...detail, payment: { ...detail.payment, status: "partially_refunded" as const } }
    expect(toPortalRequest(partly, []).payment.confirmed).toBe(true)
  })
})

describe("the progress of the work", () => {
  it("counts each task once, and names the open one that is due first and not waited for", () => {
    fc.assert(
      fc.property(tasks, (all) => {
        const work = workOf(all)
        const cancelled = all.filter(({ status }) => status === "cancelled").length
        expect(work.open + work.done + cancelled).toBe(all.length)
        expect(work.waiting).toBeLessThanOrEqual(work.open)
        expect(work.next === null).toBe(work.open === 0)
        const open = all.filter(({ status }) => status === "to_do" || status === "in_progress")
        if (open.length && work.next)
          for (const { due_at } of open)
            if (due_at !== null) expect(work.next.due_at !== null && work.next.due_at <= due_at).toBe(true)
      }),
      { numRuns: 300 }
    )
  })
})

import { ConsultationOut } from "../contracts/consultations"
import { type ConsultationFactsRow, statusNow, toConsultation } from "./present-consultation"

const NOW = new Date("2026-11-30T10:00:00.000Z")
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)

const row: ConsultationFactsRow = {
  id: "cons_1",
  reference: "CN-1",
  product_id: "prod_1",
  service_handle: "tax",
  service_title: "Tax",
  place: "",
  provider_id: "prov_secret",
  provider_name: "Asha",
  status: "booked",
  starts_at: minutes(60),
  ends_at: minutes(90),
  hold_expires_at: null,
  time_zone: "UTC",
  name: "Ravi",
  email: "ravi@example.com",
  note: "",
  canceled_by: null,
  cancel_reason: null,
  created_at: NOW,
  updated_at: NOW,
}

describe("presenting consultations", () => {
  it("the holder of the link sees the contract's fields, and no more of the provider than the name", () => {
    const shown = toConsultation(row, NOW)
    expect(ConsultationOut.parse(shown)).toEqual(shown)
    expect(JSON.stringify(shown)).not.toContain("prov_secret")
    expect(shown.changeable).toBe(true)
    expect(toConsultation({ ...row, starts_at: NOW }, NOW).changeable).toBe(false)
    expect(toConsultation({ ...row, status: "canceled" }, NOW).changeable).toBe(false)
  })

  it.each<[string, Partial<ConsultationFactsRow>, string]>([
    ["a hold that expires now", { status: "held", hold_expires_at: NOW }, "expired"],
    ["a hold that expires later", { status: "held", hold_expires_at: minutes(1) }, "held"],
    ["a booked one that ended now", { ends_at: NOW }, "done"],
    ["a booked one that has started", { starts_at: minutes(-10) }, "booked"],
    ["a canceled one of the past", { status: "canceled", ends_at: minutes(-10) }, "canceled"],
  ])("%s is %s", (_what, change, status) => {
    expect(statusNow({ ...row, ...change }, NOW)).toBe(status)
  })
})

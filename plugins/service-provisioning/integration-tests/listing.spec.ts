import { randomUUID } from "node:crypto"

import fc from "fast-check"

import { type Database, openDatabase } from "@atrium/test-kit/database"
import { SERVICE_REQUEST_STATUSES } from "../src/contracts/statuses"
import { listRequests, type RequestFilter, type ServiceRequestRow } from "../src/data/service-requests"

jest.setTimeout(300_000)

const SERVICES = ["prod_a", "prod_b", "prod_c"]
const CATEGORIES = ["legal", "visa", "accounting"]
const PROVIDERS = ["prov_1", "prov_2"]
const NAMES = ["Ravi Kumar", "Asha Rao", "100% Ltd", "under_score", "back\\slash"]
const DAY_MS = 86_400_000
const START = Date.parse("2026-06-01T00:00:00Z")

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

const row = (index: number) => {
  const at = new Date(START + (index % 40) * DAY_MS + index * 1000)
  const provider = index % 3 === 0 ? null : pick(PROVIDERS, index)
  return {
    id: `sreq_${String(index).padStart(4, "0")}`,
    reference_number: `SR-${randomUUID().slice(0, 4).toUpperCase()}-${String(index).padStart(4, "0")}-XYZ`,
    order_id: `order_${index}`,
    order_line_item_id: `ordli_${index}`,
    unit: 1,
    service_id: pick(SERVICES, index * 7),
    service_title: `Service ${index % 3}`,
    service_category: index % 11 === 0 ? null : pick(CATEGORIES, index * 5),
    tier_id: "variant_1",
    tier_title: "Basic",
    template_version_id: "stplv_1",
    customer_id: `cus_${index % 4}`,
    customer_name: pick(NAMES, index),
    customer_email: `buyer${index}@example.com`,
    customer_phone: "+919876543210",
    requirements: "",
    intake: JSON.stringify({ questions: [], answers: {} }),
    status: pick(SERVICE_REQUEST_STATUSES, index * 13),
    provider_id: provider,
    provider_name: provider,
    payment_amount: 100,
    raw_payment_amount: JSON.stringify({ value: "100", precision: 20 }),
    currency_code: "inr",
    estimated_contact_hours: 8,
    created_at: at,
    updated_at: at,
  }
}

const subset = <T>(list: readonly T[]) => fc.option(fc.subarray([...list], { minLength: 1 }), { nil: undefined })
const moment = fc.option(
  fc.integer({ min: -2, max: 42 }).map((day) => new Date(START + day * DAY_MS)),
  { nil: undefined }
)

describe("the list of service requests", () => {
  let db: Database
  let all: ServiceRequestRow[]
  beforeAll(async () => {
    db = await openDatabase("listing")
    await db.knex("service_request").delete()
    await db.knex("service_request").insert(Array.from({ length: 240 }, (_, index) => row(index)))
    all = await db.knex("service_request").select("*")
  })
  afterAll(() => db.close())

  const matches = (request: ServiceRequestRow, filter: RequestFilter): boolean =>
    (!filter.service_id || filter.service_id.includes(request.service_id)) &&
    (!filter.category || filter.category.includes(request.service_category ?? "-")) &&
    (!filter.status || filter.status.includes(request.status)) &&
    (!filter.provider_id ||
      (request.provider_id === null
        ? filter.provider_id.includes("none")
        : filter.provider_id.includes(request.provider_id))) &&
    (!filter.from || request.created_at >= filter.from) &&
    (!filter.to || request.created_at <= filter.to) &&
    (!filter.q ||
      `${request.reference_number} ${request.customer_name} ${request.customer_email} ${request.service_title}`
        .toLowerCase()
        .includes(filter.q.toLowerCase()))

  it("holds exactly the requests that match every filter, for any combination of filters [P22 R8.5]", async () => {
    const filters = fc.record({
      service_id: subset(SERVICES),
      category: subset(CATEGORIES),
      status: subset(SERVICE_REQUEST_STATUSES),
      provider_id: subset([...PROVIDERS, "none"]),
      from: moment,
      to: moment,
      q: fc.option(fc.constantFrom("ravi", "RAO", "buyer17", "100%", "under_", "back\\", "service 1", "nobody"), {
        nil: undefined,
      }),
    })
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const { rows, count } = await listRequests(db.knex, filter, { order: "-created_at", limit: 100, offset: 0 })
        const expected = all.filter((request) => matches(request, filter)).map((request) => request.id)
        expect(count).toBe(expected.length)
        if (expected.length <= 100) expect(rows.map((one) => one.id).sort()).toEqual(expected.sort())
        else for (const one of rows) expect(expected).toContain(one.id)
      }),
      { numRuns: 300 }
    )
  })

  it("pages through everything once, in any order", async () => {
    for (const order of ["-created_at", "status", "-customer_name", "provider_name"]) {
      const seen: string[] = []
      for (let offset = 0; offset < 240; offset += 50)
        seen.push(...(await listRequests(db.knex, {}, { order, limit: 50, offset })).rows.map((one) => one.id))
      expect(new Set(seen).size).toBe(240)
    }
  })

  it("takes two statements", async () => {
    let statements = 0
    const count = () => void (statements += 1)
    db.knex.on("query", count)
    await listRequests(db.knex, { q: "ravi", status: ["completed"] }, { order: "-created_at", limit: 20, offset: 0 })
    db.knex.removeListener("query", count)
    expect(statements).toBe(2)
  })
})

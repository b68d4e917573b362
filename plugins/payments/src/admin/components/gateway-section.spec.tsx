import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { GatewayTestView, GatewayView } from "../../contracts/gateways"
import GatewaysPage from "../routes/operations/gateways/page"

const STRIPE: GatewayView = {
  id: "stripe",
  label: "Stripe",
  provider_id: "pp_stripe_stripe",
  configured: true,
  mode: "sandbox",
  settings: ["STRIPE_API_KEY"],
  currencies: null,
  webhook_path: "/hooks/gateway/stripe",
  testable: true,
  regions: [
    { id: "reg_1", name: "India", is_default: true },
    { id: "reg_2", name: "Europe", is_default: false },
  ],
  breaker: { state: "closed", since: null },
  last_event_at: null,
  events: { received: 0, processed: 8, ignored: 0, failed: 1, dead: 1 },
  failure_rate: 0.2,
}
const RAZORPAY: GatewayView = {
  ...STRIPE,
  id: "razorpay",
  label: "Razorpay",
  configured: false,
  mode: null,
  settings: ["RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET"],
  regions: [],
  events: { received: 0, processed: 0, ignored: 0, failed: 0, dead: 0 },
  failure_rate: null,
}
const test_: GatewayTestView = {
  id: "stripe",
  result: "refused",
  message: "Stripe refused the credentials. Payments with it fail.",
  suggested_action: "Copy the keys again.",
  tested_at: "2026-11-29T00:00:00.000Z",
}
const open = (gateways: GatewayView[], permissions: readonly string[] = []) =>
  openPage(<GatewaysPage />, {
    answers: {
      "GET /admin/gateways": { gateways },
      "POST /admin/gateways/stripe/test": { gateway_test: test_ },
      "POST /admin/gateways/stripe/default": { gateway: STRIPE },
    },
    permissions,
  })

test("a gateway in use shows its mode, regions, default and events", async () => {
  open([STRIPE])
  expect(await screen.findByText("Test")).toBeTruthy()
  expect(screen.getByText("India (default), Europe")).toBeTruthy()
  expect(screen.getByText("8 processed, 1 retrying, 1 failed")).toBeTruthy()
  expect(screen.getByText("No failures")).toBeTruthy()
  expect(screen.getByText("20%")).toBeTruthy()
  expect(screen.getByText(/\/hooks\/gateway\/stripe$/)).toBeTruthy()
})

test("a gateway that isn't configured shows the names of its settings and no webhook", async () => {
  open([RAZORPAY])
  expect(await screen.findByText("Not configured")).toBeTruthy()
  expect(screen.getByText(/RAZORPAY_KEY_ID/)).toBeTruthy()
  expect(screen.queryByText("Webhook")).toBeNull()
})

test("a gateway that no region offers says so", async () => {
  open([{ ...STRIPE, regions: [] }])
  expect(await screen.findByText(/No region offers it/)).toBeTruthy()
})

test("a gateway that is down says since when", async () => {
  open([{ ...STRIPE, breaker: { state: "open", since: "2026-11-29T10:12:00.000Z" } }])
  expect(await screen.findByText(/^Down since .*calls fail at once/)).toBeTruthy()
})

test("a gateway that isn't called over a connection shows none", async () => {
  open([{ ...STRIPE, breaker: null }])
  await screen.findByText("India (default), Europe")
  expect(screen.queryByText("Connection")).toBeNull()
})

test("a test shows what the gateway answered and what to do next", async () => {
  const { user, sent } = open([STRIPE], ["gateways:write"])
  await user.click(await screen.findByRole("button", { name: "Test Stripe" }))
  expect(await screen.findByText(`${test_.message} ${test_.suggested_action}`)).toBeTruthy()
  expect(changesIn(sent).map(({ route }) => route)).toEqual(["POST /admin/gateways/stripe/test"])
})

test("a gateway is made the default of a region that has another one", async () => {
  const { user, sent } = open([STRIPE], ["gateways:write"])
  await user.click(await screen.findByRole("button", { name: "Make Stripe the default in Europe" }))
  expect(await screen.findByText("India (default), Europe")).toBeTruthy()
  expect(screen.queryByRole("button", { name: "Make Stripe the default in India" })).toBeNull()
  expect(changesIn(sent)).toMatchObject([
    { route: "POST /admin/gateways/stripe/default", body: { region_id: "reg_2" } },
  ])
})

test("a gateway that takes only some currencies names them", async () => {
  open([{ ...STRIPE, currencies: ["eur"] }])
  expect(await screen.findByText("EUR")).toBeTruthy()
})

test("staff who may only read have no button", async () => {
  open([STRIPE], ["gateways:read"])
  await screen.findByText("India (default), Europe")
  expect(screen.queryByRole("button", { name: "Test Stripe" })).toBeNull()
  expect(screen.queryByRole("button", { name: /default/ })).toBeNull()
})

import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { RuleOut } from "../../contracts"
import { RuleDrawer, type RuleToEdit } from "./rule-drawer"

const PERCENTAGE = {
  kind: "percentage",
  label: "Percentage",
  config: { type: "object", properties: { rate_bp: { type: "integer" } } },
}
const WELCOME = {
  kind: "welcome",
  label: "Amount per new customer",
  config: { type: "object", properties: { amount: { type: "integer" }, per_currency: { type: "object" } } },
}
const rule: RuleOut = {
  id: "rule_1",
  programme_id: "prog_1",
  service: null,
  version: 1,
  kind: "percentage",
  config: { rate_bp: 1050 },
  description: "10.5%",
  rate_bp: 1050,
  active: true,
  valid_from: "2026-11-01T00:00:00.000Z",
  created_at: "2026-11-01T00:00:00.000Z",
}
const open = (edited: RuleToEdit, kinds: object[], answers: object = {}) =>
  openPage(<RuleDrawer edited={edited} onClose={() => undefined} />, {
    answers: {
      "GET /admin/commission-rule-kinds": { commission_rule_kinds: kinds },
      "GET /admin/products": { products: [{ id: "prod_1", title: "Trademark" }] },
      "POST /admin/commission-rules": { commission_rule: rule },
      "POST /admin/commission-rules/rule_1": { commission_rule: rule },
      ...answers,
    },
  })

test("a percentage with decimals is sent in basis points", async () => {
  const { user, sent } = open({ kind: "existing", rule }, [PERCENTAGE])
  const rate = await screen.findByLabelText("Rate")
  expect(rate).toHaveProperty("value", "10.5")
  await user.clear(rate)
  await user.type(rate, "12,25")
  await user.click(screen.getByRole("button", { name: "Save rate" }))
  await screen.findByText("Saved for new orders")
  expect(changesIn(sent).map(({ body }) => body)).toEqual([
    { kind: "percentage", config: { rate_bp: 1225 }, active: true },
  ])
})

test("an exception without a service and with an invalid rate shows both messages and is not sent", async () => {
  const { user, sent } = open({ kind: "exception", programmeId: "prog_1", taken: [] }, [PERCENTAGE])
  await user.type(await screen.findByLabelText("Rate"), "12.345")
  await user.click(screen.getByRole("button", { name: "Save rate" }))
  expect(await screen.findByText("Choose a service")).toBeTruthy()
  expect(screen.getByText("Enter a percentage from 0 to 100, with at most two decimals")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
})

test("a type added by a plugin has a field for each property of its configuration, with refusals beside them", async () => {
  const { user, sent } = open({ kind: "base", programmeId: "prog_1" }, [PERCENTAGE, WELCOME], {
    "POST /admin/commission-rules": refusal(400, "Some fields are not valid.", { "config.amount": "Use at most 100" }),
  })
  await user.click(await screen.findByLabelText("Type"))
  await user.click(await screen.findByRole("option", { name: "Amount per new customer" }))
  await user.type(await screen.findByLabelText("Amount"), "500")
  await user.type(screen.getByLabelText("Per currency"), '{{"inr": 9}')
  await user.click(screen.getByRole("button", { name: "Save rate" }))
  expect(await screen.findByText("Use at most 100")).toBeTruthy()
  expect(screen.getByLabelText("Amount")).toHaveProperty("value", "500")
  expect(changesIn(sent).map(({ body }) => body)).toEqual([
    { kind: "welcome", config: { amount: 500, per_currency: { inr: 9 } }, programme_id: "prog_1" },
  ])
})

import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { RefundableUnitView } from "../../contracts/refundable-units"
import { UnitRefundForm } from "./unit-refund"

const unit = (over: Partial<RefundableUnitView>): RefundableUnitView => ({
  id: "sreq_1",
  line_id: "ordli_1",
  unit: 1,
  title: "Trademark search – Basic",
  reference: "SR-1",
  amount: 100,
  refunded_amount: 0,
  refundable_amount: 100,
  refusal: null,
  cancels_work: true,
  ...over,
})
const units = [
  unit({}),
  unit({ id: "sreq_2", reference: "SR-2", refunded_amount: 40, refundable_amount: 60 }),
  unit({ id: "sreq_3", reference: "SR-3", refundable_amount: 0, refusal: "completed" }),
]
const made = {
  payment_id: "pay_1",
  order_id: "order_1",
  amount: 160,
  currency_code: "inr",
  units: ["sreq_1", "sreq_2"],
}
const open = () =>
  openPage(<UnitRefundForm order={{ currency_code: "inr", payment_id: "pay_1", units }} onClose={() => undefined} />, {
    answers: { "POST /admin/unit-refunds": { unit_refund: made } },
    permissions: ["refunds:create"],
  })

test("the total is the sum of what is left of the chosen services, which are sent by their ids alone", async () => {
  const { user, sent } = open()
  await user.click(await screen.findByRole("checkbox", { name: /SR-1/ }))
  await user.click(screen.getByRole("checkbox", { name: /SR-2/ }))
  expect(screen.getByText("Total: ₹160")).toBeTruthy()
  await user.click(screen.getByRole("button", { name: "Refund ₹160" }))
  await screen.findByText("Refund made")
  expect(changesIn(sent)).toMatchObject([
    { route: "POST /admin/unit-refunds", body: { payment_id: "pay_1", units: ["sreq_1", "sreq_2"] } },
  ])
})

test("a service that can't be refunded says why and can't be chosen", async () => {
  open()
  const completed = await screen.findByRole("checkbox", { name: /SR-3/ })
  expect(completed.hasAttribute("disabled")).toBe(true)
  expect(screen.getByText(/Completed: refund an amount instead/)).toBeTruthy()
})

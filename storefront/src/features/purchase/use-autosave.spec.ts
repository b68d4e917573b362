import { readChanges } from "@/features/checkout-draft/save-changes"

import { type Autosaved, changesToSend } from "./use-autosave"

const OFFER = { service: { handle: "gst-registration" }, tier: { id: "variant_1" } }
const SAVED: Autosaved = {
  fields: { "customer.email": ["nora@example.com"], "intake.topics": ["a"], requirements: ["One"] },
  quantity: 1,
  remind: false,
}

describe("what the purchase form sends while someone types", () => {
  it("is nothing while nothing changed", () => {
    expect(changesToSend(OFFER, SAVED, { ...SAVED, fields: { ...SAVED.fields } })).toBeNull()
  })

  it("is only what changed, and its reader finds the same", () => {
    const now = { ...SAVED, fields: { ...SAVED.fields, requirements: ["Two"], "intake.topics": [] }, quantity: 3 }
    const form = changesToSend(OFFER, SAVED, now)
    if (!form) throw new Error("Nothing is sent")
    expect([form.get("service"), form.get("tier"), form.get("quantity")]).toEqual([
      "gst-registration",
      "variant_1",
      "3",
    ])
    expect(readChanges(form, () => true)).toEqual({ values: { requirements: ["Two"], "intake.topics": [] } })
  })

  it("has the box of the reminder when it was checked or unchecked", () => {
    const sent = (before: boolean, remind: boolean) => {
      const form = changesToSend(OFFER, { ...SAVED, remind: before }, { ...SAVED, remind })
      return form && readChanges(form, () => true).remind
    }
    expect([sent(false, true), sent(true, false), sent(true, true)]).toEqual([true, false, null])
  })
})

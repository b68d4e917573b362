import { withoutPerson } from "./without-person"

describe("a gateway's data without the payer", () => {
  it("has no names, addresses and texts on any level", () => {
    expect(
      withoutPerson({
        id: "pi_1",
        amount: 100,
        receipt_email: "zoe@example.com",
        shipping: { name: "Zoe" },
        charges: [{ id: "ch_1", billing_details: { phone: "+15550100" }, status: "succeeded" }],
        notes: { customer: "Zoe" },
      })
    ).toEqual({
      id: "pi_1",
      amount: 100,
      receipt_email: null,
      shipping: null,
      charges: [{ id: "ch_1", billing_details: null, status: "succeeded" }],
      notes: null,
    })
  })

  it("is unchanged when it names no one", () => {
    const data = { id: "pi_1", client_secret: "s", status: "captured", latest: { id: "ch_1", amount: 5 }, none: null }
    expect(withoutPerson(data)).toEqual(data)
  })
})

import { cleanNames } from "./name-guard"

describe("names on core's routes", () => {
  it("cleans names in a request body, including its addresses", () => {
    const body = {
      first_name: " Zoe\u0308 ",
      last_name: null,
      shipping_address: { company: "\u200bAcme", city: "Pune " },
    }
    expect(cleanNames(body)).toEqual({})
    expect(body).toEqual({ first_name: "Zoë", last_name: null, shipping_address: { company: "Acme", city: "Pune" } })
  })

  it("reports all invalid names at once", () => {
    const wrong = cleanNames({
      first_name: "http://evil.example",
      last_name: "\u202eevil",
      company_name: "\u200b\u200b",
      billing_address: { first_name: "\u2800", address_1: "a\u0000" },
      email: "kept@example.com",
    })
    expect(Object.keys(wrong)).toEqual([
      "first_name",
      "last_name",
      "company_name",
      "billing_address.first_name",
      "billing_address.address_1",
    ])
  })

  it("leaves all other fields unchanged", () => {
    for (const body of [undefined, null, "text", [], { metadata: { first_name: "\u0000" } }, { first_name: "" }])
      expect(cleanNames(body)).toEqual({})
  })
})

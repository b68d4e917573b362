import { disallowedFields } from "./requested-fields"

const open = new Set(["id", "items", "items.title"])

describe("the fields a query asks for", () => {
  it.each(["id", "id,items", "+items.title", "*items", "items.*", " id", "-items,-items.title", "", "id,"])(
    "allows the fields %j",
    (fields) => expect(disallowedFields(fields, open)).toEqual([])
  )

  it("allows a list of fields, or none", () => {
    expect(disallowedFields(["id", "*items"], open)).toEqual([])
    expect(disallowedFields(undefined, open)).toEqual([])
  })

  it.each([
    ["id,customer.email", "customer.email"],
    ["+customer.email", "+customer.email"],
    ["*customer", "*customer"],
    ["customer.*", "customer.*"],
    ["*items.order", "*items.order"],
    ["*", "*"],
    ["-customer.email,id", "-customer.email"],
    ["-+customer", "-+customer"],
    ["ID", "ID"],
    ["**items", "**items"],
    ["items.*.order", "items.*.order"],
    ["__proto__", "__proto__"],
    ["constructor", "constructor"],
  ])("refuses the fields %j", (fields, named) => expect(disallowedFields(fields, open)).toEqual([named]))

  it("refuses disallowed fields inside a list and fields in another shape", () => {
    expect(disallowedFields(["id", "customer,id"], open)).toEqual(["customer"])
    expect(disallowedFields({ $gt: "id" }, open)).toEqual(["fields"])
    expect(disallowedFields([["id"]], open)).toEqual(["fields"])
    expect(disallowedFields("id,".repeat(300), open)).toEqual(["fields"])
  })
})

import { fieldsNotOpen } from "./asked-fields"

const open = new Set(["id", "items", "items.title"])

describe("the fields a query asks for", () => {
  it.each(["id", "id,items", "+items.title", "*items", "items.*", " id", "-items,-items.title", "", "id,"])(
    "may be %j",
    (fields) => expect(fieldsNotOpen(fields, open)).toEqual([])
  )

  it("may come as a list, or not at all", () => {
    expect(fieldsNotOpen(["id", "*items"], open)).toEqual([])
    expect(fieldsNotOpen(undefined, open)).toEqual([])
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
  ])("may not be %j", (fields, named) => expect(fieldsNotOpen(fields, open)).toEqual([named]))

  it("are refused inside a list and in another shape", () => {
    expect(fieldsNotOpen(["id", "customer,id"], open)).toEqual(["customer"])
    expect(fieldsNotOpen({ $gt: "id" }, open)).toEqual(["fields"])
    expect(fieldsNotOpen([["id"]], open)).toEqual(["fields"])
    expect(fieldsNotOpen("id,".repeat(300), open)).toEqual(["fields"])
  })
})

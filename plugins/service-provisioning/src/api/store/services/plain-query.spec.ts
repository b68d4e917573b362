import fc from "fast-check"
import qs from "qs"

import { plainQuery } from "./plain-query"

const part = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }).map(encodeURIComponent),
  fc.constantFrom(
    "q",
    "limit",
    "q=a",
    "limit=5",
    "a[b]=c",
    "a[]=1",
    "%",
    "%zz",
    "%00",
    "+",
    "?",
    "&&",
    "=",
    "%5B0%5D=x"
  )
)

describe("a plain query", () => {
  it("is parsed as Medusa parses it, or not at all", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const query = parts.join("&").replace(/#/g, "")
        const plain = plainQuery(query)
        const known = Object.entries(plain ?? {}).filter(([name]) => !(name in Object.prototype) && name !== "")
        if (plain) expect(qs.parse(query, { arrayLimit: Infinity })).toMatchObject(Object.fromEntries(known))
      }),
      { numRuns: 2000 }
    )
  })

  it.each([
    ["", {}],
    ["q=annual+accounts&limit=5", { q: "annual accounts", limit: "5" }],
    ["q=R%C3%A9sum%C3%A9&order=-price", { q: "Résumé", order: "-price" }],
  ])("%p has these parameters", (query, parameters) => {
    expect(plainQuery(query)).toEqual(parameters)
  })

  it.each(["q=a&q=b", "q[]=a", "q%5B%5D=a", "price[gt]=1", "q=%E0%A4%A", "%"])("%p is none", (query) => {
    expect(plainQuery(query)).toBeUndefined()
  })
})

import { orderQuery, orderSql, sortOf } from "./pagination"

describe("the order of a list", () => {
  const order = orderQuery(["created_at", "name"], "-created_at")

  it("accepts each of the list's fields, ascending or descending, with a default", () => {
    expect(order.parse(undefined)).toBe("-created_at")
    for (const accepted of ["created_at", "-created_at", "name", "-name"]) expect(order.parse(accepted)).toBe(accepted)
    for (const refused of ["id; DROP TABLE work_item", "--name", "price", "", ["name"]])
      expect(order.safeParse(refused).success).toBe(false)
  })

  it("breaks ties by id and never puts user input into SQL", () => {
    expect(sortOf("-name")).toEqual({ field: "name", direction: "desc" })
    expect(orderSql("-name", { name: "lower(p.name)" }, "p.id")).toBe("lower(p.name) DESC NULLS LAST, p.id")
    expect(() => orderSql("toString", { name: "name" })).toThrow("cannot be sorted")
  })
})

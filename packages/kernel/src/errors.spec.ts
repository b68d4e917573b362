import { commonErrors, defineErrors, isAtriumError } from "./errors"

describe("business errors", () => {
  it("gives every business error a message and a suggested action", () => {
    for (const [code, definition] of Object.entries(commonErrors.table)) {
      expect({ code, sentence: /^[A-Z].*\.$/.test(definition.message) }).toEqual({ code, sentence: true })
      expect({ code, next: /^[A-Z].*\.$/.test(definition.suggested_action) }).toEqual({ code, next: true })
      expect(typeof definition.retryable).toBe("boolean")
    }
  })

  it("recognizes a business error that a workflow engine turned into a plain object", () => {
    const error = commonErrors.fail("stale_version", { details: { updated_at: "Changed since you loaded it" } })
    const plain: unknown = JSON.parse(JSON.stringify({ ...error, message: error.message }))
    expect(isAtriumError(plain)).toBe(true)
    expect(isAtriumError(new Error("a bug"))).toBe(false)
    expect(isAtriumError({ code: "23505" })).toBe(false)
  })

  it("refuses an error code that is not in the table", () => {
    const { fail } = defineErrors({ known: commonErrors.table.conflict })
    expect(() => fail("unknown" as "known")).toThrow("Unknown error code")
  })
})

import { commonErrors, defineErrors, isAtriumError } from "./errors"

describe("business errors", () => {
  it("always say what to do next and whether to retry", () => {
    for (const [code, definition] of Object.entries(commonErrors.table)) {
      expect({ code, sentence: /^[A-Z].*\.$/.test(definition.message) }).toEqual({ code, sentence: true })
      expect({ code, next: /^[A-Z].*\.$/.test(definition.suggested_action) }).toEqual({ code, next: true })
      expect(typeof definition.retryable).toBe("boolean")
    }
  })

  it("are recognised after a workflow engine turned them into plain objects", () => {
    const error = commonErrors.fail("stale_version", { details: { updated_at: "Changed since you loaded it" } })
    const plain: unknown = JSON.parse(JSON.stringify({ ...error, message: error.message }))
    expect(isAtriumError(plain)).toBe(true)
    expect(isAtriumError(new Error("a bug"))).toBe(false)
    expect(isAtriumError({ code: "23505" })).toBe(false)
  })

  it("refuse a code that no table has", () => {
    const { fail } = defineErrors({ known: commonErrors.table.conflict })
    expect(() => fail("unknown" as "known")).toThrow("Unknown error code")
  })
})

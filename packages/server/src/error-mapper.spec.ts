import { AtriumError, commonErrors } from "@atrium/kernel"
import { MedusaError } from "@medusajs/framework/utils"
import fc from "fast-check"

import { errorBody, mapError } from "./error-mapper"

describe("the error mapper", () => {
  it("returns the complete error body for every failure", () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        const body = errorBody(mapError(thrown), "req_1")
        expect(Object.keys(body)).toEqual(
          expect.arrayContaining(["code", "type", "message", "retryable", "suggested_action", "request_id"])
        )
      }),
      { numRuns: 500 }
    )
  })

  it("returns only a general message for a bug", () => {
    const body = errorBody(mapError(new Error('relation "secret" does not exist at /srv/app.ts:1')), "req_1")
    expect(body.code).toBe("unexpected_error")
    expect(JSON.stringify(body)).not.toMatch(/secret|srv/)
  })

  it("keeps the code and details of a business error", () => {
    const mapped = mapError(
      commonErrors.fail("invalid_input", { details: { "customer.email": "Enter a valid email address" } })
    )
    expect(errorBody(mapped, "req_1")).toMatchObject({
      code: "invalid_input",
      details: { "customer.email": "Enter a valid email address" },
    })
    expect(mapped.definition.status).toBe(400)
    expect(mapError({ ...new AtriumError("x", commonErrors.table.conflict) }).code).toBe("x")
  })

  it.each([
    [new MedusaError(MedusaError.Types.NOT_FOUND, "Cart cart_123 not found"), 404, "not_found"],
    [new MedusaError(MedusaError.Types.UNAUTHORIZED, "No"), 401, "unauthorized"],
    [new MedusaError(MedusaError.Types.NOT_ALLOWED, "Not now"), 422, "not_allowed"],
    [new URIError("URI malformed"), 400, "malformed_request"],
    [
      Object.assign(new SyntaxError("Unexpected token"), { status: 400, type: "entity.parse.failed" }),
      400,
      "malformed_request",
    ],
    [Object.assign(new Error("large"), { status: 413, type: "entity.too.large" }), 413, "payload_too_large"],
    [Object.assign(new Error("invalid byte sequence"), { code: "22021" }), 400, "malformed_request"],
  ])("maps %s", (error, status, code) => {
    expect([mapError(error).definition.status, mapError(error).code]).toEqual([status, code])
  })

  describe("on core's own routes", () => {
    const notAllowed = new MedusaError(MedusaError.Types.NOT_ALLOWED, "Order is already canceled")
    const duplicate = new MedusaError(MedusaError.Types.DUPLICATE_ERROR, "Product with handle x already exists")
    const stock = new MedusaError(MedusaError.Types.NOT_ALLOWED, "Some variant is gone", "insufficient_inventory")

    it.each([
      ["not_allowed", 400, "not_allowed", "Order is already canceled", notAllowed],
      ["conflict", 422, "duplicate_error", "Product with handle x already exists", duplicate],
      ["insufficient_inventory", 400, "not_allowed", "Some variant is gone", stock],
    ])(
      "keeps the status, type and message of Medusa's reference for staff: %s",
      (code, status, type, message, error) => {
        const mapped = mapError(error, "core-admin")
        expect(mapped.definition.status).toBe(status)
        expect(errorBody(mapped, "req_1")).toMatchObject({ type, code, message })
      }
    )

    it("does not show a shopper which row conflicts", () => {
      expect(mapError(duplicate, "core").definition.status).toBe(422)
      expect(mapError(duplicate, "core").message).toBeUndefined()
    })

    it.each([
      ["Not enough stock available for item iitem_01KAT at location sloc_01KAT", "isn't enough stock left"],
      ["Some variant does not have the required inventory", "isn't enough stock left"],
      ["The promotion code promo_01KAT is invalid", "code can't be used"],
      ["Shipping Options are invalid for cart. Shipping option so_01KAT", "delivery"],
      ["Payment sessions are required to complete cart cart_01KAT", "payment can't continue"],
      ["Cannot do this to line item ordli_01KAT", "allowed in the current state"],
    ])("replaces core's message for a shopper by one without ids: %s", (sentence, words) => {
      for (const owner of ["core", "ours"] as const) {
        const body = errorBody(mapError(new MedusaError(MedusaError.Types.NOT_ALLOWED, sentence), owner), "req_1")
        expect(body.message).toContain(words)
        expect(JSON.stringify(body)).not.toContain("01KAT")
      }
      const staff = mapError(new MedusaError(MedusaError.Types.NOT_ALLOWED, sentence), "ours-admin")
      expect(staff.message).toBe(sentence)
    })

    it("reports the field that core's validation rejects", () => {
      const wrong = new MedusaError(MedusaError.Types.INVALID_DATA, "Invalid request: Field 'quantity' is required")
      expect(mapError(wrong, "core")).toMatchObject({
        code: "invalid_input",
        details: { request: "Field 'quantity' is required" },
      })
    })

    it("applies our contract on our routes", () => {
      expect(mapError(notAllowed).definition.status).toBe(422)
      expect(mapError(duplicate).definition.status).toBe(409)
      expect(mapError(duplicate).message).toBeUndefined()
    })

    it.each([
      ["Trying to order by not existing property Order.nonsense", 400, "invalid_input"],
      ["\nUnable to retrieve the fulfillment provider with id: none\nPlease make sure", 404, "not_found"],
    ])("reports an unknown property or provider as bad input: %s", (message, status, code) => {
      for (const owner of ["core", "core-admin"] as const) {
        const mapped = mapError(new Error(message), owner)
        expect([mapped.definition.status, mapped.code]).toEqual([status, code])
        expect(JSON.stringify(errorBody(mapped, "req_1"))).not.toContain("none")
      }
      expect(mapError(new Error(message), "ours").code).toBe("unexpected_error")
    })

    it("says of a refused sign-in that the email or the password is wrong", () => {
      const refused = new MedusaError(MedusaError.Types.UNAUTHORIZED, "Invalid email or password")
      expect(errorBody(mapError(refused, "core"), "req_1")).toMatchObject({
        code: "unauthorized",
        message: "Your email or password is incorrect.",
        suggested_action: "Check both, or reset your password.",
      })
    })

    it("returns 401, 404 and bugs the same way on every route", () => {
      for (const owner of ["ours", "core", "core-admin"] as const) {
        expect(mapError(new MedusaError(MedusaError.Types.NOT_FOUND, "x"), owner).definition.status).toBe(404)
        expect(mapError(new MedusaError(MedusaError.Types.UNAUTHORIZED, "x"), owner).code).toBe("unauthorized")
        expect(mapError(new Error("x"), owner).code).toBe("unexpected_error")
      }
    })
  })
})

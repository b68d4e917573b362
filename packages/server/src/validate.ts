import type { ErrorDetails, RouteRow } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

/** Zod's issues as `dotted.path → one sentence`; only the first issue of a field is kept. */
export const detailsOf = (error: z.ZodError): ErrorDetails => {
  const details: ErrorDetails = {}
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) details[[...issue.path, key].map(String).join(".")] ??= "Unknown field"
      continue
    }
    details[issue.path.map(String).join(".") || "body"] ??= issue.message
  }
  return details
}

const nothing = z.strictObject({})

type Checked = { readonly params: unknown; readonly query: unknown; readonly body: unknown }
const checkedRequests = new WeakMap<object, Checked>()

/** The input that `validateRoute` accepted, converted by the row's schemas. */
export const checkedRequest = (req: object): Checked => {
  const checked = checkedRequests.get(req)
  if (!checked) throw new Error("This request was not validated by a route table")
  return checked
}

/** Validates params, query and body against the row and reports every invalid field at once. */
export const validateRoute =
  (row: RouteRow) =>
  (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    const params = (row.params ?? z.looseObject({})).safeParse(req.params)
    const query = (row.query ?? nothing).safeParse(req.query)
    const sent: unknown = req.body
    const body = row.rawBody
      ? { success: true as const, data: undefined }
      : (row.body ?? nothing).safeParse(sent === undefined || sent === null ? {} : sent)
    const wrong = [params, query, body].filter((result) => !result.success)
    if (wrong.length) {
      const details = Object.fromEntries(
        wrong.flatMap((result) => Object.entries(detailsOf(result.error as z.ZodError)))
      )
      // For the caller, a malformed id is the same as an unknown one.
      if (!params.success && wrong.length === 1) return next(commonErrors.fail("not_found"))
      return next(commonErrors.fail("invalid_input", { details }))
    }
    checkedRequests.set(req, { params: params.data, query: query.data, body: body.data })
    req.validatedQuery = (query.data ?? {}) as Record<string, unknown>
    req.validatedBody = body.data
    next()
  }

import { commonErrors } from "@atrium/kernel"
import { disallowedFields, servedRouteTables } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { CORE_FIELDS } from "../../config/core-fields"
import { coreRoutes } from "../../config/core-routes"

type Open = {
  readonly method: string
  readonly segments: readonly string[]
  readonly fields?: ReadonlySet<string>
  readonly onlyListed?: true | undefined
}

const segmentsOf = (path: string): string[] => path.replace(/\/$/, "").split("/")

let known: readonly Open[] | undefined

/** Built on the first request, when every plugin has added its routes. */
const openRoutes = (): readonly Open[] =>
  (known ??= [
    // Our routes accept `fields` only if their contract does.
    ...servedRouteTables
      .all()
      .flatMap(({ routes }) => routes.map(({ method, path }) => ({ method, segments: segmentsOf(path) }))),
    ...coreRoutes.map(({ method, path, fields, onlyListed }) => ({
      method,
      onlyListed,
      segments: segmentsOf(path),
      fields: new Set<string>(CORE_FIELDS[fields]),
    })),
  ])

/** Exact, unlike Express: a guard with its own pattern might miss /STORE/Orders. */
const matches = ({ method, segments }: Open, asked: string, path: readonly string[]): boolean =>
  method === asked &&
  segments.length === path.length &&
  segments.every((segment, index) => (segment.startsWith(":") ? path[index] !== "" : segment === path[index]))

/** Paths that staff permissions or identity's table decide about; Admin's pages and uploaded files are not routes. */
const GOVERNED = /^\/(admin|auth|app|static)(\/|$)/i

/** Runs before core's routes: answers 404 for every route that is not in one of our tables, even if core has it. */
export const closedUnlessListed = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  if (req.method === "OPTIONS" || GOVERNED.test(req.path)) return next()
  const method = req.method === "HEAD" ? "GET" : req.method
  const path = segmentsOf(req.path)
  const row = openRoutes().find((one) => matches(one, method, path))
  if (!row) return next(commonErrors.fail("not_found"))
  // Postgres text can't hold a null byte, and core does not check: it would answer 500.
  if (row.fields && /%00/i.test(req.originalUrl)) return next(commonErrors.fail("malformed_request"))
  const refused = row.fields ? disallowedFields(req.query.fields, row.fields) : []
  if (row.onlyListed && row.fields) req.query.fields = [...row.fields].join(",")
  next(
    refused.length
      ? commonErrors.fail("invalid_input", {
          details: { fields: `These fields are not available: ${refused.join(", ")}` },
        })
      : undefined
  )
}

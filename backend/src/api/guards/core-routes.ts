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

/** Asked for with the first request: by then every plugin has added its routes. */
const openRoutes = (): readonly Open[] =>
  (known ??= [
    // A route of ours takes `fields` only where its own contract says so.
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

/** Staff's permissions and identity's table decide here; Admin's pages and uploaded files are no routes. */
const GOVERNED = /^\/(admin|auth|app|static)(\/|$)/i

/** The door before core's routes: one that is in no table of ours does not exist, whatever core has there. */
export const closedUnlessListed = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  if (req.method === "OPTIONS" || GOVERNED.test(req.path)) return next()
  const method = req.method === "HEAD" ? "GET" : req.method
  const path = segmentsOf(req.path)
  const row = openRoutes().find((one) => matches(one, method, path))
  if (!row) return next(commonErrors.fail("not_found"))
  // No text of Postgres holds a null byte, and core passes it on: it would answer 500.
  if (row.fields && /%00/i.test(req.originalUrl)) return next(commonErrors.fail("malformed_request"))
  const refused = row.fields ? disallowedFields(req.query.fields, row.fields) : []
  if (row.onlyListed && row.fields) req.query.fields = [...row.fields].join(",")
  next(
    refused.length
      ? commonErrors.fail("invalid_input", { details: { fields: `Cannot be asked for: ${refused.join(", ")}` } })
      : undefined
  )
}

import { defineExtensionPoint, type RouteTable } from "@atrium/kernel"

/**
 * The route tables that this process serves beside Medusa's routes. `middlewaresFor` adds a table; permissions, the
 * OpenAPI document and the access matrix are derived from them.
 */
export const servedRouteTables = defineExtensionPoint<RouteTable>({
  name: "server.route-tables",
  key: ({ context }) => context,
})

/** Paths of routes that accept a form with a file. */
export const uploadPaths = (): ReadonlySet<string> =>
  new Set(
    servedRouteTables
      .all()
      .flatMap(({ routes }) => routes)
      .flatMap(({ upload, path }) => (upload ? [path] : []))
  )

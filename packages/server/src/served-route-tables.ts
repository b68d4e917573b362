import { defineExtensionPoint, type RouteTable } from "@atrium/kernel"

/**
 * The route tables that this process serves beside Medusa's routes. `middlewaresFor` adds a table; permissions, the
 * OpenAPI document and the access matrix are derived from them.
 */
export const servedRouteTables = defineExtensionPoint<RouteTable>({
  name: "server.route-tables",
  key: ({ context }) => context,
})

const SEGMENT = /:\w+/g

/** Matches the paths of a route: `/store/carts/:id/files`. */
const pathPattern = (path: string): RegExp => new RegExp(`^${path.replace(SEGMENT, "[^/]+")}$`, "i")

/** Whether a POST to this path may be a form with a file. */
export const acceptsUpload = (path: string): boolean =>
  servedRouteTables
    .all()
    .flatMap(({ routes }) => routes)
    .some((route) => route.upload && pathPattern(route.path).test(path))

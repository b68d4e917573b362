import type { AdminPermission } from "../contracts/permissions"

const segmentsOf = (path: string): string[] => path.replace(/^\//, "").replace(/\/$/, "").split("/")

const isParameter = (segment: string): boolean => segment.startsWith(":")

type Row = { readonly segments: readonly string[]; readonly row: AdminPermission }

export type RouteMatcher = (method: string, path: string) => AdminPermission | undefined

// Case-sensitive: Express would run /ADMIN/Payments/x/Refund, which a guard with another pattern may miss. A trailing slash
// is ignored and HEAD uses the handler of GET, as in Express.
const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.every((segment, index) => isParameter(segment) || segment === path[index])

/** Literal segments come before parameters, from left to right: the order in which Medusa registers routes. */
const moreSpecific = (one: Row, other: Row): number => {
  for (const [index, segment] of one.segments.entries()) {
    const difference = Number(isParameter(segment)) - Number(isParameter(other.segments[index] ?? ""))
    if (difference !== 0) return difference
  }
  return 0
}

/** Finds the row of the permission table for a request. */
export const routeMatcher = (table: readonly AdminPermission[]): RouteMatcher => {
  const byShape = new Map<string, Row[]>()
  const shape = (method: string, length: number) => `${method} ${length}`
  for (const row of table) {
    const segments = segmentsOf(row.path)
    const key = shape(row.method, segments.length)
    byShape.set(key, [...(byShape.get(key) ?? []), { segments, row }])
  }
  for (const rows of byShape.values()) rows.sort(moreSpecific)
  return (method, path) => {
    const requested = segmentsOf(path)
    const rows = byShape.get(shape(method === "HEAD" ? "GET" : method, requested.length))
    return rows?.find(({ segments }) => matches(segments, requested))?.row
  }
}

import { sortOf } from "@atrium/kernel"
import type { DataTableFilteringState, DataTablePaginationState, DataTableSortingState } from "@medusajs/ui"
import { useRef } from "react"
import { useSearchParams } from "react-router-dom"
import type { z } from "zod"

const PAGE_SIZE = 20

type Bound<State, Change extends string> = { readonly state: State } & {
  readonly [K in Change]: (next: State) => void
}

export type ListState<Q> = {
  /** For the route's query. */
  readonly query: Q
  /** For `useDataTable`. */
  readonly search: Bound<string, "onSearchChange">
  readonly filtering: Bound<DataTableFilteringState, "onFilteringChange">
  readonly pagination: Bound<DataTablePaginationState, "onPaginationChange">
  readonly sorting: {
    readonly state: DataTableSortingState
    readonly onSortingChange: (next: DataTableSortingState) => void
  }
}

/** A filter's value is JSON in the address; plain text is one word. */
const valueOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)

const accepts = <S extends z.ZodType>(schema: S, value: unknown): value is z.input<S> => schema.safeParse(value).success

type Options<S> = {
  /** The route's query schema: what it refuses in an address is left out. */
  query: S
  /** How the list is sorted when the address does not say: `-created_at`. */
  order: string
  /** The ids of its filters. */
  filters?: readonly string[]
  /** Always sent, and not in the address: `{ affiliate_id }`. */
  fixed?: Readonly<Record<string, unknown>>
}

/**
 * The state of a list (search, order, page, filters), kept in the address: a reload, a link and the Back button lead to
 * what was seen.
 */
export const useListState = <S extends z.ZodType>({
  query: schema,
  order: defaultOrder,
  filters = [],
  fixed = {},
}: Options<S>): ListState<z.input<S>> => {
  const [params, setParams] = useSearchParams()
  // Two changes of one event, and one that was delayed while the address changed, both start from the newest address.
  const latest = useRef(params)
  latest.current = params

  const write = (changes: Readonly<Record<string, unknown>>, replace = false) => {
    const next = new URLSearchParams(latest.current)
    for (const [name, value] of Object.entries(changes))
      if (isBlank(value)) next.delete(name)
      else next.set(name, typeof value === "string" ? value : JSON.stringify(value))
    latest.current = next
    setParams(next, { replace })
  }

  const filtering = Object.fromEntries(
    filters.flatMap((id) => {
      const text = params.get(id)
      return text ? [[id, valueOf(text)]] : []
    })
  )
  const pageIndex = Math.floor(Math.max(0, Number(params.get("offset")) || 0) / PAGE_SIZE)
  const q = params.get("q") ?? ""
  const asked = { ...(q ? { q } : {}), order: params.get("order") ?? defaultOrder, ...filtering }
  const { accepted, refused } = acceptable(schema, {
    ...asked,
    limit: PAGE_SIZE,
    offset: pageIndex * PAGE_SIZE,
    ...fixed,
  })
  const order = refused.includes("order") ? defaultOrder : asked.order
  const { field, direction } = sortOf(order)

  return {
    query: accepted,
    search: { state: q, onSearchChange: (text) => write({ q: text, offset: undefined }, true) },
    filtering: {
      state: filtering,
      onFilteringChange: (next) =>
        write({ ...Object.fromEntries(filters.map((id) => [id, undefined])), ...next, offset: undefined }),
    },
    sorting: {
      state: { id: field, desc: direction === "desc" },
      onSortingChange: ({ id, desc }) => write({ order: `${desc ? "-" : ""}${id}`, offset: undefined }),
    },
    pagination: {
      state: { pageIndex, pageSize: PAGE_SIZE },
      onPaginationChange: ({ pageIndex: next }) => write({ offset: next === 0 ? undefined : next * PAGE_SIZE }),
    },
  }
}

/** The query without what the route would refuse. */
const acceptable = <S extends z.ZodType>(
  schema: S,
  query: Readonly<Record<string, unknown>>
): { accepted: z.input<S>; refused: readonly string[] } => {
  if (accepts(schema, query)) return { accepted: query, refused: [] }
  const refused = (schema.safeParse(query).error?.issues ?? []).map(({ path }) => String(path[0]))
  const rest = Object.fromEntries(Object.entries(query).filter(([name]) => !refused.includes(name)))
  if (!accepts(schema, rest)) throw new Error(`A list cannot be read without ${refused.join(", ")}`)
  return { accepted: rest, refused }
}

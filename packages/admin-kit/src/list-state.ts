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
  /** The query to send. */
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

/** A filter's value is stored as JSON in the URL, or as plain text. */
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
  /** The route's query schema. Parameters of the URL that it rejects are left out. */
  query: S
  /** The default order: `-created_at`. */
  order: string
  /** IDs of the list's filters. */
  filters?: readonly string[]
  /** Sent with every query and not kept in the URL: `{ affiliate_id }`. */
  fixed?: Readonly<Record<string, unknown>>
}

/**
 * The state of a list (search, order, page, filters), kept in the URL so that a reload, a shared link and the Back button
 * restore it.
 */
export const useListState = <S extends z.ZodType>({
  query: schema,
  order: defaultOrder,
  filters = [],
  fixed = {},
}: Options<S>): ListState<z.input<S>> => {
  const [params, setParams] = useSearchParams()
  // Changes must start from the latest URL, even two in one event or one that was delayed while the URL changed.
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

/** The query without the parameters that the route would reject. */
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

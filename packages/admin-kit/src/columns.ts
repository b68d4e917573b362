import type { useDataTable } from "@medusajs/ui"
import { useState } from "react"
import { z } from "zod"

type Columns<Row> = Parameters<typeof useDataTable<Row>>[0]["columns"]

/** Below this, a list fits on every screen and its menu would be in the way. */
const WORTH_CHOOSING = 5

const Hidden = z.array(z.string()).catch([])

const idOf = <Row>(column: Columns<Row>[number]): string =>
  column.id ?? ("accessorKey" in column ? String(column.accessorKey) : "")

/** Hidden columns by the list's own columns: when those change, all are shown again. */
const keyOf = (ids: readonly string[]): string => `atrium-hidden-columns:${ids.join(",")}`

const read = (key: string): string[] => {
  try {
    return Hidden.parse(JSON.parse(localStorage.getItem(key) ?? "[]"))
  } catch {
    return []
  }
}

const save = (key: string, hidden: readonly string[]): void => {
  try {
    localStorage.setItem(key, JSON.stringify(hidden))
  } catch {
    // The choice holds until the page is left: the browser keeps nothing, for example in a private window.
  }
}

/**
 * The columns of a list, of which the user may hide all but the first, which names the row. The choice is kept in the
 * browser. Lists with few columns have no choice.
 */
export const useColumns = <Row>(columns: Columns<Row>) => {
  const ids = columns.map(idOf)
  const key = keyOf(ids)
  const [hidden, setHidden] = useState(() => read(key))
  if (columns.length < WORTH_CHOOSING) return { columns }
  return {
    // The menu names a column by `meta.name`.
    columns: columns.map((column, at) => ({
      ...column,
      enableHiding: at > 0,
      meta: { ...column.meta, name: typeof column.header === "string" ? column.header : idOf(column) },
    })),
    columnVisibility: {
      state: Object.fromEntries(ids.map((id, at) => [id, at === 0 || !hidden.includes(id)])),
      onColumnVisibilityChange: (state: Readonly<Record<string, boolean>>) => {
        const next = ids.filter((id) => state[id] === false)
        setHidden(next)
        save(key, next)
      },
    },
  }
}

import type { ImportProblem } from "../contracts/service-imports"
import { contentMistakes, firstWork, type Work } from "./import-content"
import { handleProblems, otherLineProblems, referenceProblems, requiredProblems } from "./import-problems"
import type { CurrentService, PlanOutcome, ShopFacts } from "./import-types"
import { readFacts, type Reader, readTiers } from "./read-import-cells"
import type { FileLine } from "./services-file"
import { COPY_COLUMN, HANDLE_COLUMN, type NumberStyle, type ServiceFacts } from "./service-columns"

const NEW_SERVICE: Omit<ServiceFacts, "title" | "short_description"> = {
  description: null,
  status: "draft",
  category: [],
  store_title: null,
  store_description: null,
  keywords: [],
  purchasable: true,
  active: true,
  max_quantity: 1,
  sort_order: 100,
  estimated_contact_hours: 24,
  skills: [],
  languages: [],
  regions: [],
  effort_hours: 1,
}

const TEMPLATE_COLUMNS: ReadonlySet<string> = new Set([
  "short_description",
  "store_title",
  "store_description",
  "keywords",
  "purchasable",
  "active",
  "max_quantity",
  "sort_order",
  "estimated_contact_hours",
  "skills",
  "languages",
  "regions",
  "effort_hours",
  "tier",
  "tier_features",
  "tier_active",
  "tier_includes",
  "tier_duration_days",
  "tier_position",
])

/** Whether the changes need a new version of the service's template. */
export const changesTemplate = (changed: ReadonlySet<string>): boolean =>
  [...changed].some((column) => TEMPLATE_COLUMNS.has(column))

/**
 * What an import would do with one service, or everything that keeps it from being imported.
 * @param lines of the service, one for each tier; the first also has what is about the service
 * @param current the product with the handle, if there is one
 * @param adopts the product was created by this import, which was interrupted before it had its template
 */
export const planService = (
  lines: readonly FileLine[],
  current: CurrentService | undefined,
  shop: ShopFacts,
  style: NumberStyle,
  { adopts = false }: { adopts?: boolean } = {}
): PlanOutcome => {
  const [first] = lines
  if (!first) throw new Error("A service needs a line")
  const existing = adopts && !current?.template ? undefined : current
  const problems: ImportProblem[] = otherLineProblems(lines)
  const reader: Reader = { style, problems }
  const service = readFacts(first, existing?.facts, reader)
  const read = readTiers(lines, existing, shop, reader)
  const isNew = existing === undefined
  problems.push(...referenceProblems(first, service.values, isNew, shop))
  if (isNew) problems.push(...requiredProblems(first, service.values).filter(({ column }) => isFirst(problems, column)))
  const changed = new Set([...service.changed, ...read.changed])
  problems.push(...handleProblems(first, existing))
  const facts = { ...NEW_SERVICE, title: "", short_description: "", ...existing?.facts, ...service.values }
  const tiers = [...read.tiers.values()]
  const source = shop.sources.get(first.cells[COPY_COLUMN] ?? "")
  const work = existing?.template?.content ?? (source?.template ? copied(source) : firstWork)
  if (problems.length === 0 && (isNew || changesTemplate(changed)))
    problems.push(...contentMistakes({ facts, tiers, work, isNew }, first.line, read.lineOf))
  if (problems.length > 0) return { problems: inOrder(problems) }
  const action = isNew ? "create" : changed.size > 0 ? "update" : "unchanged"
  return {
    plan: {
      action,
      handle: first.cells[HANDLE_COLUMN] ?? "",
      facts,
      tiers,
      changed,
      changedTiers: read.changedTiers,
      work,
    },
  }
}

const isFirst = (problems: readonly ImportProblem[], column: string): boolean =>
  !problems.some((problem) => problem.column === column)

const inOrder = (problems: readonly ImportProblem[]): ImportProblem[] =>
  problems.toSorted((one, other) => one.line - other.line || one.column.localeCompare(other.column))

/** Questions and tasks of another service, with the names of its tiers in place of their variants. */
const copied = (source: CurrentService): Work => {
  const names = new Map(source.tiers.map(({ variantId, tier }) => [variantId, tier]))
  // A tier that was deleted keeps its id, which is no tier of the new service either.
  const named = <T extends { readonly tiers?: readonly string[] | undefined }>(item: T): T =>
    item.tiers ? { ...item, tiers: item.tiers.map((id) => names.get(id) ?? id) } : item
  const { questions, tasks } = source.template?.content ?? firstWork
  return { questions: questions.map(named), tasks: tasks.map(named), tiersAreNames: true }
}

/** The lines of each service, in the order of their first lines. Lines without a handle are services of their own. */
export const linesByService = (lines: readonly FileLine[]): FileLine[][] => {
  const services = new Map<string, FileLine[]>()
  for (const line of lines) {
    const key = line.cells[HANDLE_COLUMN] || `line ${line.line}`
    const known = services.get(key)
    if (known) known.push(line)
    else services.set(key, [line])
  }
  return [...services.values()]
}

/** SKUs that several lines of a file have: a problem of every line after the first. */
export const repeatedSkus = (lines: readonly FileLine[]): ImportProblem[] => {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, cells }) => {
    const sku = cells.tier_sku
    if (!sku) return []
    const known = first.get(sku)
    if (known === undefined) first.set(sku, line)
    return known === undefined ? [] : [{ line, column: "tier_sku", message: `Line ${known} already has this SKU` }]
  })
}

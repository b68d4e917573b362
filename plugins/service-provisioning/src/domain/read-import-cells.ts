import type { ImportProblem } from "../contracts/service-imports"
import { skuProblem } from "./import-problems"
import type { CurrentService, CurrentTier, PlannedTier, ShopFacts } from "./import-types"
import type { FileLine } from "./services-file"
import {
  type Column,
  currencyOfColumn,
  type NumberStyle,
  priceColumn,
  SERVICE_COLUMNS,
  type ServiceFacts,
  TIER_COLUMNS,
} from "./service-columns"

const newTier = (tier: string, position: number): PlannedTier => ({
  tier,
  tier_sku: null,
  tier_features: [],
  tier_active: true,
  tier_includes: null,
  tier_duration_days: null,
  tier_position: position,
  prices: {},
  variantId: null,
  listed: false,
})

export type Reader = { readonly style: NumberStyle; readonly problems: ImportProblem[] }

/**
 * The new value of one cell; undefined where it stays as it is. What the shop has already is valid, whatever rules applied
 * when it was entered.
 */
const changeIn = <V>(
  column: Column<V>,
  { line, cells }: FileLine,
  name: string,
  current: V | undefined,
  { style, problems }: Reader
): { value: V } | undefined => {
  const cell = cells[name]
  if (cell === undefined || (cell === "" && column.blank === "keeps")) return undefined
  const before = current === undefined ? undefined : column.write(current)
  if (cell === before?.trim()) return undefined
  const read = column.read(cell, style)
  if ("message" in read) {
    problems.push({ line, column: name, message: read.message })
    return undefined
  }
  return column.write(read.value) === before ? undefined : read
}

const entriesOf = <T extends object>(columns: T) => Object.entries(columns) as [keyof T & string, T[keyof T]][]

/** The cells about a service that differ from what the shop has. */
export const readFacts = (
  first: FileLine,
  current: ServiceFacts | undefined,
  reader: Reader
): { values: Partial<ServiceFacts>; changed: Set<string> } => {
  const values: Record<string, unknown> = {}
  for (const [name, column] of entriesOf(SERVICE_COLUMNS)) {
    const change = changeIn<unknown>(column as Column<unknown>, first, name, current?.[name], reader)
    if (change) values[name] = change.value
  }
  return { values, changed: new Set(Object.keys(values)) }
}

const readTier = (
  at: FileLine,
  before: PlannedTier,
  isNew: boolean,
  reader: Reader
): { tier: PlannedTier; changed: Set<string> } => {
  const values: Record<string, unknown> = {}
  for (const [name, column] of entriesOf(TIER_COLUMNS)) {
    if (name === "tier") continue
    const current = isNew ? undefined : before[name]
    const change = changeIn<unknown>(column as Column<unknown>, at, name, current, reader)
    if (change) values[name] = change.value
  }
  const prices = new Map(Object.entries(before.prices))
  const changed = new Set(Object.keys(values))
  for (const name of Object.keys(at.cells)) {
    const currency = currencyOfColumn(name)
    if (!currency) continue
    const change = changeIn(priceColumn(currency), at, name, isNew ? undefined : (prices.get(currency) ?? null), reader)
    if (!change) continue
    if (change.value === null) prices.delete(currency)
    else prices.set(currency, change.value)
    changed.add(name)
  }
  return { tier: { ...before, ...values, prices: Object.fromEntries(prices) }, changed }
}

const nextPosition = (tiers: ReadonlyMap<string, PlannedTier>): number =>
  Math.min(9999, Math.max(-1, ...[...tiers.values()].map(({ tier_position: position }) => position)) + 1)

type TiersRead = {
  readonly tiers: ReadonlyMap<string, PlannedTier>
  readonly changed: ReadonlySet<string>
  readonly changedTiers: ReadonlySet<string>
  readonly lineOf: ReadonlyMap<string, number>
}

const PRICED = /^(price_|tier_sku$)/

/** The tiers that a service will have. */
export const readTiers = (
  lines: readonly FileLine[],
  current: CurrentService | undefined,
  shop: ShopFacts,
  reader: Reader
): TiersRead => {
  const { problems } = reader
  const tiers = new Map<string, PlannedTier>()
  for (const tier of current?.tiers ?? []) if (tier.listed) tiers.set(tier.tier, tier)
  const lineOf = new Map<string, number>()
  const changed = new Set<string>()
  const changedTiers = new Set<string>()
  for (const at of lines) {
    const cell = at.cells.tier
    // Without tiers in the file, an existing service keeps its own.
    if (!cell && current && lines.length === 1) continue
    const named = TIER_COLUMNS.tier.read(cell ?? "", reader.style)
    if ("message" in named) {
      problems.push({ line: at.line, column: "tier", message: "Enter the name of the tier" })
      continue
    }
    const name = named.value
    const double = lineOf.get(name)
    const same = (current?.tiers ?? []).filter(({ tier }) => tier === name)
    if (double !== undefined || same.length > 1) {
      const message = double
        ? `The service already has this tier on line ${double}. Give it another name.`
        : "The product has two variants of this name. Rename one of them in Admin."
      problems.push({ line: at.line, column: "tier", message })
      continue
    }
    lineOf.set(name, at.line)
    const [known] = same
    if (!known && current && current.options.length !== 1)
      problems.push({
        line: at.line,
        column: "tier",
        message: `The service has no such tier, and its product has ${current.options.length} options. Add the variant in Admin first.`,
      })
    const before = known?.listed ? known : { ...newTier(name, nextPosition(tiers)), ...keptOf(known) }
    const read = readTier(at, before, !known, reader)
    problems.push(...skuProblem(at, read.tier, read.changed, current?.handle ?? "", shop))
    tiers.set(name, { ...read.tier, tier: name })
    for (const column of read.changed) changed.add(column)
    if (!known?.listed) changed.add("tier")
    if ([...read.changed].some((column) => PRICED.test(column))) changedTiers.add(name)
  }
  return { tiers, changed, changedTiers, lineOf }
}

const keptOf = (known: CurrentTier | undefined): Partial<PlannedTier> =>
  known ? { tier_sku: known.tier_sku, prices: known.prices, variantId: known.variantId } : {}

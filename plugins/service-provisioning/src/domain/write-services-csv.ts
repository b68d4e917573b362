import { csvLine } from "@atrium/kernel"

import type { CurrentService } from "./import-types"
import { type Column, columnNames, HANDLE_COLUMN, SERVICE_COLUMNS, TIER_COLUMNS } from "./service-columns"

/** Tells Excel that the file is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff"

type Written = Pick<CurrentService, "handle" | "facts" | "tiers">

const written = (columns: object, values: object): Record<string, string> => {
  const known: Readonly<Record<string, Column<unknown>>> = columns as Record<string, Column<unknown>>
  const facts = new Map(Object.entries(values))
  return Object.fromEntries(Object.entries(known).map(([name, column]) => [name, column.write(facts.get(name))]))
}

/** The cells of a service: one line for each tier, what is about the service on the first. */
export const cellsOfService = (
  { handle, facts, tiers }: Written,
  currencies: readonly string[]
): Record<string, string>[] => {
  const service = written(SERVICE_COLUMNS, facts)
  const listed = tiers
    .filter((tier) => tier.listed)
    .toSorted((one, other) => one.tier_position - other.tier_position || one.tier.localeCompare(other.tier))
  const lines = listed.map((tier) => ({
    ...written(TIER_COLUMNS, tier),
    ...Object.fromEntries(currencies.map((currency) => [`price_${currency}`, tier.prices[currency] ?? ""])),
  }))
  // A service without tiers can't be bought, but is exported all the same.
  return (lines.length > 0 ? lines : [{}]).map((line, at) => ({
    [HANDLE_COLUMN]: handle,
    ...(at === 0 ? service : {}),
    ...line,
  }))
}

export const headerOfServices = (currencies: readonly string[]): string =>
  BYTE_ORDER_MARK + csvLine(columnNames(currencies))

export const linesOfService = (service: Written, currencies: readonly string[]): string =>
  cellsOfService(service, currencies)
    .map((cells) => csvLine(columnNames(currencies).map((column) => cells[column] ?? "")))
    .join("")

/** A file with the header and an example to replace. */
export const templateCsv = (currencies: readonly string[]): string =>
  headerOfServices(currencies) + linesOfService(exampleService(currencies), currencies)

const EXAMPLE_PRICES = [499, 999]

const exampleService = (currencies: readonly string[]): Written => {
  const pricesOf = (tier: number) =>
    Object.fromEntries(currencies.map((currency) => [currency, String(EXAMPLE_PRICES[tier] ?? 0)]))
  const tier = {
    variantId: "",
    listed: true,
    tier_sku: null,
    tier_active: true,
    tier_duration_days: 5,
  }
  return {
    handle: "example-trademark-search",
    facts: {
      title: "Trademark search",
      short_description: "We check whether your brand name is free.",
      description: "A search of the trademark registers, with a written opinion.",
      status: "draft",
      category: [],
      store_title: null,
      store_description: null,
      keywords: ["brand", "logo"],
      purchasable: true,
      active: true,
      max_quantity: 5,
      sort_order: 100,
      estimated_contact_hours: 24,
      skills: ["trademark"],
      languages: ["en"],
      regions: [],
      effort_hours: 2,
    },
    tiers: [
      {
        ...tier,
        tier: "Basic",
        tier_features: ["Search in one country", "Result by email"],
        tier_includes: null,
        tier_position: 0,
        prices: pricesOf(0),
      },
      {
        ...tier,
        tier: "Premium",
        tier_features: ["Search in the EU", "Call with a specialist"],
        tier_includes: "Basic",
        tier_position: 1,
        prices: pricesOf(1),
      },
    ],
  }
}

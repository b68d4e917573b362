import { currencyExponent, handleText, safeText, toMajorText, toMinorUnits } from "@atrium/kernel"
import { z } from "zod"

import { TemplateContent, TemplateTier } from "./template-content"

/** States of a product, as Medusa names them. */
export const PRODUCT_STATUSES = ["draft", "proposed", "published", "rejected"] as const
export type ProductStatus = (typeof PRODUCT_STATUSES)[number]

/** What a CSV file holds about a service, beside its tiers. */
export type ServiceFacts = {
  readonly title: string
  readonly description: string | null
  readonly status: ProductStatus
  /** Handles. */
  readonly category: readonly string[]
  readonly short_description: string
  readonly store_title: string | null
  readonly store_description: string | null
  readonly keywords: readonly string[]
  readonly purchasable: boolean
  readonly active: boolean
  readonly max_quantity: number
  readonly sort_order: number
  readonly estimated_contact_hours: number
  readonly skills: readonly string[]
  readonly languages: readonly string[]
  readonly regions: readonly string[]
  readonly effort_hours: number
}

/** What a CSV file holds about a tier. */
export type TierFacts = {
  /** Its name, which is its key within the service. */
  readonly tier: string
  readonly tier_sku: string | null
  readonly tier_features: readonly string[]
  readonly tier_active: boolean
  /** Name of the tier whose features it has as well. */
  readonly tier_includes: string | null
  readonly tier_duration_days: number | null
  readonly tier_position: number
  /** Decimal text in major units by currency. */
  readonly prices: Readonly<Record<string, string>>
}

/** How a file writes numbers: German spreadsheets use a decimal comma, and then separate cells with semicolons. */
export type NumberStyle = { readonly decimalComma: boolean }

export type Read<V> = { readonly value: V } | { readonly message: string }

/** One column: how a cell is read and written. */
export type Column<V> = {
  readonly hint: string
  /** What an empty cell means: it clears the value, or the value stays (and a new service gets the default). */
  readonly blank: "clears" | "keeps"
  readonly read: (cell: string, style: NumberStyle) => Read<V>
  readonly write: (value: V) => string
}

const checked = <V>(schema: z.ZodType<V>, value: unknown): Read<V> => {
  const result = schema.safeParse(value)
  return result.success ? { value: result.data } : { message: result.error.issues[0]?.message ?? "Enter another value" }
}

const text = (schema: z.ZodType<string>, hint: string): Column<string> => ({
  hint,
  blank: "keeps",
  read: (cell) => checked(schema, cell),
  write: (value) => value,
})

const optionalText = (schema: z.ZodType<string | null>, hint: string): Column<string | null> => ({
  hint,
  blank: "clears",
  read: (cell) => (cell === "" ? { value: null } : checked(schema, cell)),
  write: (value) => value ?? "",
})

const linesOf = (cell: string): string[] => cell.split("\n").flatMap((line) => line.trim() || [])

const list = (schema: z.ZodType<string[]>, hint: string): Column<readonly string[]> => ({
  hint,
  blank: "clears",
  read: (cell) => checked(schema, linesOf(cell)),
  write: (values) => values.join("\n"),
})

// Spreadsheets rewrite "true" in their own language, but not "yes".
const YES = new Set(["yes", "true", "1", "ja", "wahr"])
const NO = new Set(["no", "false", "0", "nein", "falsch"])

const yesNo = (hint: string): Column<boolean> => ({
  hint,
  blank: "keeps",
  read: (cell) => {
    const word = cell.toLowerCase()
    return YES.has(word) ? { value: true } : NO.has(word) ? { value: false } : { message: "Enter yes or no" }
  },
  write: (value) => (value ? "yes" : "no"),
})

const numberIn = (cell: string, { decimalComma }: NumberStyle): number | string => {
  const plain = decimalComma ? cell.replace(",", ".") : cell
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : cell
}

const number = (schema: z.ZodType<number>, hint: string): Column<number> => ({
  hint,
  blank: "keeps",
  read: (cell, style) => checked(schema, numberIn(cell, style)),
  write: String,
})

const optionalNumber = (schema: z.ZodType<number | null | undefined>, hint: string): Column<number | null> => ({
  hint,
  blank: "clears",
  read: (cell, style) => {
    if (cell === "") return { value: null }
    const read = checked(schema, numberIn(cell, style))
    return "value" in read ? { value: read.value ?? null } : read
  },
  write: (value) => (value === null ? "" : String(value)),
})

const content = TemplateContent.shape
const routing = content.routing.shape
const name = safeText({ min: 1, max: 120, required: "Enter a name" })

/** Columns about the service; repeated or left empty on the lines of its other tiers. */
export const SERVICE_COLUMNS: { readonly [K in keyof ServiceFacts]: Column<ServiceFacts[K]> } = {
  title: text(
    safeText({ min: 1, max: 255, required: "Enter the title" }),
    "Name of the service. Required for a new one."
  ),
  short_description: text(
    content.short_description,
    "One sentence for the catalog, at most 200 characters. Required for a new service."
  ),
  description: optionalText(
    safeText({ min: 1, max: 20_000, multiline: true }),
    "Description of the product. Can have several lines."
  ),
  status: {
    hint: "draft, proposed, published or rejected. Default for a new service: draft.",
    blank: "keeps",
    read: (cell) =>
      checked(z.enum(PRODUCT_STATUSES, { error: "Enter draft, proposed, published or rejected" }), cell.toLowerCase()),
    write: (value) => value,
  },
  category: {
    ...list(
      z.array(z.string().regex(/^\S+$/, "Enter the category's handle")).max(20, "Use at most 20 categories"),
      "Handle of its category, as in Admin under Categories. Several: one per line."
    ),
    // Their order has no meaning.
    write: (handles) => handles.toSorted().join("\n"),
  },
  store_title: optionalText(content.store_title, "Replaces the title in the store."),
  store_description: optionalText(content.store_description, "Replaces the description in the store."),
  keywords: list(content.keywords.unwrap(), "Other words that customers search for, one per line."),
  purchasable: yesNo("yes or no: whether it can be bought. Default: yes."),
  active: yesNo("yes or no: whether the store shows it. Default: yes."),
  max_quantity: number(content.max_quantity, "Maximum units in one purchase, 1 to 100. Default: 1."),
  sort_order: number(content.sort_order, "Place in the catalog, 0 to 9999; smaller numbers first. Default: 100."),
  estimated_contact_hours: number(
    content.estimated_contact_hours,
    "Working hours until the customer is contacted, 1 to 240. Default: 24."
  ),
  skills: list(routing.skills, "Skills that a provider needs, one per line."),
  languages: list(routing.languages, "Languages that a provider needs, one per line."),
  regions: list(routing.regions, "Regions that a provider needs to serve, one per line."),
  effort_hours: number(routing.effort_hours, "Hours of work that a provider plans for it, 0 to 2000. Default: 1."),
}

type TierColumns = { readonly [K in Exclude<keyof TierFacts, "prices">]: Column<TierFacts[K]> }

/** Columns about a tier: each line is one tier. */
export const TIER_COLUMNS: TierColumns = {
  tier: text(name, "Name of the tier. Required; a service has one line for each tier."),
  tier_sku: optionalText(safeText({ min: 1, max: 120 }), "Its SKU, unique in the shop."),
  tier_features: list(TemplateTier.shape.features, "What the tier offers, one feature per line."),
  tier_active: yesNo("yes or no: whether the tier is offered. Default: yes."),
  tier_includes: optionalText(name, "Name of another tier of the service whose features it has as well."),
  tier_duration_days: optionalNumber(
    TemplateTier.shape.duration_days,
    "Working days promised to the customer, 0 to 400. Empty: until the last task that the customer sees."
  ),
  tier_position: number(TemplateTier.shape.sort_order, "Its place among the tiers, 0 to 9999. Default: last."),
}

/** The column of a price. An empty cell means the tier isn't sold in the currency. */
export const priceColumn = (currency: string): Column<string | null> => ({
  hint: `Price in ${currency.toUpperCase()}, such as ${toMajorText(129950n, currency)}, without symbols and thousands separators. Empty: not sold in ${currency.toUpperCase()}.`,
  blank: "clears",
  read: (cell, { decimalComma }) => {
    if (cell === "") return { value: null }
    const plain = decimalComma ? cell.replace(",", ".") : cell
    if (!/^\d{1,12}(\.\d{1,6})?$/.test(plain))
      return { message: `Enter an amount such as ${toMajorText(129950n, currency)}, without symbols and separators` }
    try {
      return { value: priceText(plain, currency) }
    } catch {
      return { message: `${currency.toUpperCase()} has ${currencyExponent(currency) || "no"} decimals` }
    }
  },
  write: (value) => value ?? "",
})

/** An amount as files have it, so that 12.5 and 12.50 are the same. */
export const priceText = (amount: number | string, currency: string): string =>
  toMajorText(toMinorUnits(amount, currency), currency)

/** The column that makes a new service start with the questions and tasks of another one. */
export const COPY_COLUMN = "copy_work_from"
export const HANDLE_COLUMN = "handle"

/** The columns that have no value in the shop. */
export const KEY_COLUMNS = {
  [HANDLE_COLUMN]:
    "Identifies the service: lowercase letters, digits and hyphens. A service with this handle is updated, otherwise created.",
  [COPY_COLUMN]:
    "For a new service: the handle of a service in the shop whose questions and tasks it starts with. Empty: one task, First call.",
} as const

const PRICE = /^price_([a-z]{3})$/

/** The currency of a price column; undefined for other columns. */
export const currencyOfColumn = (column: string): string | undefined => PRICE.exec(column)?.[1]

/** Every column of a file, in the order of an export. */
export const columnNames = (currencies: readonly string[]): string[] => [
  HANDLE_COLUMN,
  ...Object.keys(SERVICE_COLUMNS),
  COPY_COLUMN,
  ...Object.keys(TIER_COLUMNS),
  ...currencies.map((currency) => `price_${currency}`),
]

/** Every column with what belongs into it, for people who fill in a file. */
export const columnGuide = (currencies: readonly string[]): { column: string; hint: string }[] => {
  const hints: Readonly<Record<string, { readonly hint: string }>> = { ...SERVICE_COLUMNS, ...TIER_COLUMNS }
  const keys: Readonly<Record<string, string>> = KEY_COLUMNS
  return columnNames(currencies).map((column) => {
    const currency = currencyOfColumn(column)
    return { column, hint: currency ? priceColumn(currency).hint : (keys[column] ?? hints[column]?.hint ?? "") }
  })
}

export const isHandle = (text: string): boolean => handleText.safeParse(text).success

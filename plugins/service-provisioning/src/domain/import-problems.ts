import type { ImportProblem } from "../contracts/service-imports"
import type { CurrentService, PlannedTier, ShopFacts } from "./import-types"
import type { FileLine } from "./services-file"
import { COPY_COLUMN, HANDLE_COLUMN, isHandle, SERVICE_COLUMNS, type ServiceFacts } from "./service-columns"

/** Cells about the service on the lines of its other tiers: empty, or the same as on its first line. */
export const otherLineProblems = ([first, ...others]: readonly FileLine[]): ImportProblem[] =>
  others.flatMap(({ line, cells }) =>
    [...Object.keys(SERVICE_COLUMNS), COPY_COLUMN].flatMap((column) =>
      !cells[column] || cells[column] === first?.cells[column]
        ? []
        : [{ line, column, message: `Leave this empty, or write the same as on line ${String(first?.line)}` }]
    )
  )

/** What a new service can't do without. */
export const requiredProblems = ({ line }: FileLine, values: Partial<ServiceFacts>): ImportProblem[] => [
  ...(values.title ? [] : [{ line, column: "title", message: "Enter the title of the new service" }]),
  ...(values.short_description
    ? []
    : [{ line, column: "short_description", message: "Enter a short description of the new service" }]),
]

/** Categories and services that the shop doesn't have. */
export const referenceProblems = (
  { line, cells }: FileLine,
  values: Partial<ServiceFacts>,
  isNew: boolean,
  shop: ShopFacts
): ImportProblem[] => {
  const source = cells[COPY_COLUMN]
  const unknown = (values.category ?? []).filter((handle) => !shop.categories.has(handle))
  return [
    ...unknown.map((handle) => ({
      line,
      column: "category",
      message: `There is no category with the handle ${handle}. Create it in Admin, or correct the handle.`,
    })),
    ...(source && !isNew
      ? [{ line, column: COPY_COLUMN, message: "Leave this empty: the service already has questions and tasks" }]
      : []),
    ...(source && isNew && !shop.sources.get(source)?.template
      ? [{ line, column: COPY_COLUMN, message: `The shop has no service with the handle ${source}` }]
      : []),
  ]
}

/** An SKU that belongs to another product, or to another tier. */
export const skuProblem = (
  { line }: FileLine,
  { tier_sku: sku }: PlannedTier,
  changed: ReadonlySet<string>,
  handle: string,
  shop: ShopFacts
): ImportProblem[] => {
  const owner = sku && changed.has("tier_sku") ? shop.skus.get(sku) : undefined
  return owner === undefined
    ? []
    : [
        {
          line,
          column: "tier_sku",
          message: owner === handle ? "Another tier of the service has this SKU" : `The product ${owner} has this SKU`,
        },
      ]
}

/** A handle that is none, or belongs to a product that is no service. */
export const handleProblems = (first: FileLine, current: CurrentService | undefined): ImportProblem[] => {
  const at = (message: string): ImportProblem[] => [{ line: first.line, column: HANDLE_COLUMN, message }]
  if (!isHandle(first.cells[HANDLE_COLUMN] ?? ""))
    return at("Enter a handle of lowercase letters, digits and hyphens, such as gst-registration")
  if (current && !current.template)
    return at(
      "A product that isn't a service has this handle. Sell it as a service in Admin first, or use another handle."
    )
  return []
}

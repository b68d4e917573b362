import type { z } from "zod"

import type { ImportProblem } from "../contracts/service-imports"
import { FIRST_TASK } from "./first-task"
import type { ServiceFacts, TierFacts } from "./service-columns"
import { type StoredTemplateContent, TemplateContent } from "./template-content"

export type StoredContent = z.infer<typeof StoredTemplateContent>

/** What customers are asked and what is done; a CSV file doesn't hold it. */
export type Work = {
  readonly questions: StoredContent["questions"]
  readonly tasks: StoredContent["tasks"]
  /** Copied from another service: its tiers are named instead of identified by their variants. */
  readonly tiersAreNames?: true
}

/** What a new service starts with. */
export const firstWork: Work = {
  questions: [],
  tasks: [FIRST_TASK],
}

export type ContentSource = {
  readonly facts: ServiceFacts
  readonly tiers: readonly (TierFacts & { readonly variantId: string | null })[]
  readonly work: Work
}

type ForTiers = { readonly tiers?: string[] | undefined }

/** Only what is for a tier that the service has, with the tiers' variants. */
const forTiers = <T extends ForTiers>(items: readonly T[], idOf: (name: string) => string | undefined): T[] =>
  items.flatMap((item) => {
    if (!item.tiers?.length) return [item]
    const tiers = item.tiers.flatMap((name) => idOf(name) ?? [])
    return tiers.length > 0 ? [{ ...item, tiers }] : []
  })

const withKnownDependencies = (tasks: StoredContent["tasks"]): StoredContent["tasks"] => {
  const keys = new Set(tasks.map(({ key }) => key))
  return tasks.map((task) => ({ ...task, depends_on: task.depends_on.filter((key) => keys.has(key)) }))
}

/**
 * The content of the template's next version.
 * @param idOf the variant of each tier, by its name
 */
export const contentFrom = (
  { facts, tiers, work }: ContentSource,
  idOf: (tier: string) => string | undefined
): StoredContent => ({
  store_title: facts.store_title,
  store_description: facts.store_description,
  short_description: facts.short_description,
  keywords: [...facts.keywords],
  purchasable: facts.purchasable,
  active: facts.active,
  max_quantity: facts.max_quantity,
  sort_order: facts.sort_order,
  estimated_contact_hours: facts.estimated_contact_hours,
  tiers: tiers.map((tier) => ({
    variant_id: idOf(tier.tier) ?? "unknown",
    features: [...tier.tier_features],
    sort_order: tier.tier_position,
    active: tier.tier_active,
    includes: tier.tier_includes === null ? null : (idOf(tier.tier_includes) ?? "unknown"),
    duration_days: tier.tier_duration_days,
  })),
  questions: work.tiersAreNames ? forTiers(work.questions, idOf) : work.questions,
  tasks: work.tiersAreNames ? withKnownDependencies(forTiers(work.tasks, idOf)) : work.tasks,
  routing: {
    skills: [...facts.skills],
    languages: [...facts.languages],
    regions: [...facts.regions],
    effort_hours: facts.effort_hours,
  },
})

/** Variants of the tiers; placeholders for those that are not created yet. */
export const plannedIds = (tiers: ContentSource["tiers"]): ((tier: string) => string | undefined) => {
  const ids = new Map(tiers.map(({ tier, variantId }, at) => [tier, variantId ?? `new_tier_${at}`]))
  return (tier) => ids.get(tier)
}

const TIER_FIELDS: Readonly<Record<string, string>> = {
  features: "tier_features",
  sort_order: "tier_position",
  active: "tier_active",
  includes: "tier_includes",
  duration_days: "tier_duration_days",
}

type Place = { readonly line: number; readonly column: string; readonly advice: string }

const placeOf = (
  [field, at, inner]: readonly PropertyKey[],
  { tiers }: ContentSource,
  { first, lineOf, isNew }: { first: number; lineOf: ReadonlyMap<string, number>; isNew: boolean }
): Place => {
  if (field === "tiers" && typeof at === "number")
    return {
      line: lineOf.get(tiers[at]?.tier ?? "") ?? first,
      column: TIER_FIELDS[String(inner)] ?? "tier",
      advice: "",
    }
  if (field === "questions" || field === "tasks")
    return {
      line: first,
      column: isNew ? "copy_work_from" : "handle",
      advice: isNew ? ` (${field} of the service to copy from)` : ` (${field}: open the service in Admin)`,
    }
  return { line: first, column: String(field === "routing" ? (at ?? field) : (field ?? "handle")), advice: "" }
}

/** Everything that the rules of templates refuse, by the cells that cause it. */
export const contentMistakes = (
  source: ContentSource & { readonly isNew: boolean },
  first: number,
  lineOf: ReadonlyMap<string, number>
): ImportProblem[] => {
  const checked = TemplateContent.safeParse(contentFrom(source, plannedIds(source.tiers)))
  return (checked.error?.issues ?? []).map(({ path, message }) => {
    const { line, column, advice } = placeOf(path, source, { first, lineOf, isNew: source.isNew })
    return { line, column, message: `${message}${advice}` }
  })
}

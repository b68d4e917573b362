import type { ImportProblem } from "../contracts/service-imports"
import type { StoredContent, Work } from "./import-content"
import type { ServiceFacts, TierFacts } from "./service-columns"

export type CurrentTier = TierFacts & {
  readonly variantId: string
  /** False: a variant that the service's template does not have, so it's in no export. */
  readonly listed: boolean
}

/** A service of the shop, or a product with the handle that is no service. */
export type CurrentService = {
  readonly productId: string
  readonly handle: string
  readonly facts: ServiceFacts
  readonly tiers: readonly CurrentTier[]
  /** Titles of the product's options. */
  readonly options: readonly string[]
  readonly template: {
    readonly id: string
    /** As ISO text. */
    readonly updatedAt: string
    readonly content: StoredContent
    /** Published, or has never been. */
    readonly publish: boolean
  } | null
}

/** What planning needs to know of the shop. */
export type ShopFacts = {
  /** Handles of its categories. */
  readonly categories: ReadonlySet<string>
  /** The services that the file's lines copy from, by handle. */
  readonly sources: ReadonlyMap<string, CurrentService>
  /** The services with these SKUs, by SKU: their handles. */
  readonly skus: ReadonlyMap<string, string>
}

export type PlannedTier = TierFacts & { readonly variantId: string | null; readonly listed: boolean }

/** What an import does with one service. */
export type ServicePlan = {
  readonly action: "create" | "update" | "unchanged"
  readonly handle: string
  readonly facts: ServiceFacts
  /** The tiers that its template will have; those without a variant are new. */
  readonly tiers: readonly PlannedTier[]
  /** Names of the columns that change. */
  readonly changed: ReadonlySet<string>
  /** Tiers that get other prices or another SKU, by name. */
  readonly changedTiers: ReadonlySet<string>
  /** Questions and tasks of a new service. */
  readonly work: Work
}

export type PlanOutcome = { readonly problems: readonly ImportProblem[] } | { readonly plan: ServicePlan }

import { clock, negotiateLocale } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PublicTracking } from "../contracts"
import { correctReference, errors } from "../contracts"
import { findPublicFacts } from "../data/tracking"
import { presentTracking } from "../domain/present-tracking"
import { DEFAULT_LOCALE, knownLocales, wordingFor } from "../domain/statuses"
import { computedTracking, timelineLabels, trackedStatuses } from "../extension-points"

/** Never issued. Looked up for malformed numbers, so that they take as long as unknown ones. */
const UNUSED_NUMBER = "SR-0000-0000-000"

/**
 * The status of a subject as anyone with its number may see it. A mistyped number is not corrected here: the browser
 * suggests the correction, so that no one sees another person's request by accident.
 * @throws reference_not_found, the same for malformed and unknown numbers and after the same single query
 */
export const lookUpReference = async (
  container: MedusaContainer,
  input: { reference: string; acceptLanguage?: string }
): Promise<{ tracking: PublicTracking; locale: string }> => {
  const typed = correctReference(input.reference)
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const reference = typed.kind === "ok" ? typed.reference : UNUSED_NUMBER
  const find = computedTracking.get(reference.slice(0, 2))?.find ?? findPublicFacts
  const facts = await find(knex, reference)
  if (!facts || typed.kind !== "ok") throw errors.fail("reference_not_found")
  const words = { statuses: trackedStatuses.all(), labels: timelineLabels.all() }
  const locale = negotiateLocale(input.acceptLanguage, knownLocales(words), DEFAULT_LOCALE)
  return { tracking: presentTracking(facts, wordingFor(words, facts.kind, locale), clock.now()), locale }
}

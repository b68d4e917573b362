import { clock, negotiateLocale } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PublicTracking } from "../contracts"
import { correctReference, errors } from "../contracts"
import { findPublicFacts } from "../data/tracking"
import { presentTracking } from "../domain/present-tracking"
import { DEFAULT_LOCALE, knownLocales, wordingFor } from "../domain/statuses"
import { timelineLabels, trackedStatuses } from "../extension-points"

/** No subject has it, so looking for it takes as long as looking for any other unknown number. */
const UNUSED_NUMBER = "SR-0000-0000-000"

/**
 * The status of something, as anyone with its number may see it. A mistyped number is not corrected here: the reader's
 * browser offers the correction, so that no one is shown another person's request by accident.
 * @throws reference_not_found, alike for malformed and for unknown numbers and after the same single query
 */
export const lookUpReference = async (
  container: MedusaContainer,
  input: { reference: string; acceptLanguage?: string }
): Promise<{ tracking: PublicTracking; locale: string }> => {
  const typed = correctReference(input.reference)
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const facts = await findPublicFacts(knex, typed.kind === "ok" ? typed.reference : UNUSED_NUMBER)
  if (!facts || typed.kind !== "ok") throw errors.fail("reference_not_found")
  const words = { statuses: trackedStatuses.all(), labels: timelineLabels.all() }
  const locale = negotiateLocale(input.acceptLanguage, knownLocales(words), DEFAULT_LOCALE)
  return { tracking: presentTracking(facts, wordingFor(words, facts.kind, locale), clock.now()), locale }
}

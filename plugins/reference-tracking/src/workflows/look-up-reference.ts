import { clock, negotiateLocale } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PublicTracking } from "../contracts"
import { correctReference, errors } from "../contracts"
import { presentTracking } from "../domain/present-tracking"
import { DEFAULT_LOCALE, knownLocales, wordingFor } from "../domain/statuses"
import { findPublicFacts } from "../modules/reference-tracking/queries"

/** No subject has it, so looking for it takes as long as looking for a number that nobody has. */
const NOBODYS_NUMBER = "SR-0000-0000-000"

/**
 * Where something stands, as anybody with its number may know it. A mistyped number is not corrected here: the
 * reader's browser offers the correction, so that nobody is shown somebody else's request by accident.
 * @throws reference_not_found, alike for malformed and for unknown numbers and after the same single query
 */
export const lookUpReference = async (
  container: MedusaContainer,
  input: { reference: string; acceptLanguage?: string }
): Promise<{ tracking: PublicTracking; locale: string }> => {
  const typed = correctReference(input.reference)
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const facts = await findPublicFacts(knex, typed.kind === "ok" ? typed.reference : NOBODYS_NUMBER)
  if (!facts || typed.kind !== "ok") throw errors.fail("reference_not_found")
  const locale = negotiateLocale(input.acceptLanguage, knownLocales(), DEFAULT_LOCALE)
  return { tracking: presentTracking(facts, wordingFor(facts.kind, locale), clock.now()), locale }
}

import { clock, commonErrors } from "@atrium/kernel"
import { env, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ConsultationOut } from "../contracts/consultations"
import { findConsultation } from "../data/consultations"
import type { ConsultationRow } from "../data/rows"
import { opensConsultation } from "../domain/consultation-link"
import { toConsultation } from "../domain/present-consultation"

/** The consultation of a link. Throws `not_found`, the same for a wrong token as for an unknown consultation. */
export const requireLinked = async (
  container: MedusaContainer,
  { id, token }: { id: string; token: string | undefined }
): Promise<ConsultationRow> => {
  const row =
    token !== undefined && opensConsultation(env().COOKIE_SECRET, id, token)
      ? await findConsultation(knexOf(container), id)
      : null
  if (!row) throw commonErrors.fail("not_found")
  return row
}

/** A consultation for the holder of its link. Throws `not_found`. */
export const readByLink = async (
  container: MedusaContainer,
  link: { id: string; token: string | undefined }
): Promise<ConsultationOut> => toConsultation(await requireLinked(container, link), clock.now())

import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ProgrammeTermsOut } from "../contracts/portal"
import { defaultProgramme, findProgramme, type ProgrammeRow } from "../modules/affiliate/store/programmes"
import { rulesOfProgramme } from "../modules/affiliate/store/rules"
import { productTitles } from "./product-titles"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const termsOf = async (container: MedusaContainer, programme: ProgrammeRow): Promise<ProgrammeTermsOut> => {
  const rules = await rulesOfProgramme(sql(container), programme.id)
  const exceptions = rules.flatMap(({ service_id, rate_bp }) => (service_id === null ? [] : [{ service_id, rate_bp }]))
  const titles = await productTitles(
    container,
    exceptions.map(({ service_id }) => service_id)
  )
  return {
    ...{ id: programme.id, name: programme.name, attribution: programme.attribution },
    ...{ window_days: programme.window_days, holding_days: programme.holding_days },
    rate_bp: rules.find(({ service_id }) => service_id === null)?.rate_bp ?? null,
    exceptions: exceptions.map((one) => ({ ...one, service: titles.get(one.service_id) ?? null })),
  }
}

/** What a programme promises now. Throws `not_found`. */
export const readTerms = async (container: MedusaContainer, programmeId: string): Promise<ProgrammeTermsOut> => {
  const programme = await findProgramme(sql(container), programmeId)
  if (!programme) throw commonErrors.fail("not_found")
  return termsOf(container, programme)
}

/** The terms of the programme a customer would join. Throws `not_found` while nobody can join. */
export const readOfferedTerms = async (container: MedusaContainer): Promise<ProgrammeTermsOut> => {
  const programme = await defaultProgramme(sql(container))
  if (!programme?.open) throw commonErrors.fail("not_found")
  return termsOf(container, programme)
}

import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ProgrammeTermsOut } from "../contracts/portal"
import type { ListProgrammes, ProgrammeOut } from "../contracts/programmes"
import { defaultProgramme, findProgramme, listProgrammes as listRows, type ProgrammeRow } from "../data/programmes"
import { rulesOfProgramme } from "../data/rules"
import { describeRule, productTitles } from "./read-rules"

const toProgramme = (row: ProgrammeRow): ProgrammeOut => ({
  ...row,
  valid_from: row.valid_from.toISOString(),
  created_at: row.created_at.toISOString(),
})

/** A page of programs with their current terms, for staff. */
export const listProgrammes = async (
  container: MedusaContainer,
  { limit, offset, ...query }: ListProgrammes
): Promise<{ affiliate_programmes: ProgrammeOut[]; count: number; offset: number; limit: number }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows, count } = await listRows(knex, { ...query, limit, offset })
  return { affiliate_programmes: rows.map(toProgramme), count, offset, limit }
}

/** One program for staff. Throws `not_found`. */
export const readProgramme = async (container: MedusaContainer, id: string): Promise<ProgrammeOut> => {
  const row = await findProgramme(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), id)
  if (!row) throw commonErrors.fail("not_found")
  return toProgramme(row)
}

const termsOf = async (container: MedusaContainer, programme: ProgrammeRow): Promise<ProgrammeTermsOut> => {
  const rules = await rulesOfProgramme(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), programme.id)
  const base = rules.find(({ service_id }) => service_id === null)
  const exceptions = rules.flatMap(({ service_id, rate_bp, ...terms }) =>
    service_id === null ? [] : [{ service_id, rate_bp, description: describeRule(terms) }]
  )
  const titles = await productTitles(
    container,
    exceptions.map(({ service_id }) => service_id)
  )
  return {
    id: programme.id,
    name: programme.name,
    attribution: programme.attribution,
    window_days: programme.window_days,
    holding_days: programme.holding_days,
    rate_bp: base?.rate_bp ?? null,
    description: base ? describeRule(base) : null,
    exceptions: exceptions.map((one) => ({ ...one, service: titles.get(one.service_id) ?? null })),
  }
}

/** The current terms of a program, for affiliates. Throws `not_found`. */
export const readTerms = async (container: MedusaContainer, programmeId: string): Promise<ProgrammeTermsOut> => {
  const programme = await findProgramme(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), programmeId)
  if (!programme) throw commonErrors.fail("not_found")
  return termsOf(container, programme)
}

/** The terms of the program a customer would join. Throws `not_found` while it is closed. */
export const readOfferedTerms = async (container: MedusaContainer): Promise<ProgrammeTermsOut> => {
  const programme = await defaultProgramme(container.resolve(ContainerRegistrationKeys.PG_CONNECTION))
  if (!programme?.open) throw commonErrors.fail("not_found")
  return termsOf(container, programme)
}

import { graphRows } from "@atrium/server"
import {
  createCommissionRule,
  createProgramme,
  enrollAffiliate,
  listAffiliates,
  listCommissionRules,
  listProgrammes,
} from "@atrium/affiliate-commissions/use-cases"
import { systemActor } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import { seedCustomer } from "./seed-people"
import { Named } from "./named"

export const DEMO_AFFILIATES = [
  { email: "maya@affiliates.atrium.test", first_name: "Maya", last_name: "Iyer", code: "MAYA10" },
  { email: "jonas@affiliates.atrium.test", first_name: "Jonas", last_name: "Berg", code: "JONAS24" },
  { email: "leila@affiliates.atrium.test", first_name: "Leila", last_name: "Haddad", code: "LEILA42" },
] as const

const PROGRAMME = {
  name: "Atrium partners",
  attribution: "last_click",
  window_days: 30,
  holding_days: 30,
} as const
/** Basis points: 10 % on everything, 15 % on one service. */
const RATE = 1000
const EXCEPTION = { handle: "company-incorporation", rate_bp: 1500 }

const whole = { limit: 100, offset: 0 }

const seedProgramme = async (container: MedusaContainer): Promise<string> => {
  const { affiliate_programmes: known } = await listProgrammes(container, { ...whole, order: "created_at" })
  const named = known.find(({ name }) => name === PROGRAMME.name)
  if (named) return named.id
  return createProgramme(container, { ...PROGRAMME, actor: systemActor })
}

const seedRules = async (container: MedusaContainer, programmeId: string): Promise<void> => {
  const products = await graphRows(container, Named, {
    entity: "product",
    fields: ["id"],
    filters: { handle: EXCEPTION.handle },
  })
  const { commission_rules: known } = await listCommissionRules(container, {
    ...whole,
    order: "programme_id",
    programme_id: programmeId,
  })
  const wanted = [
    { service_id: null, rate_bp: RATE },
    ...products.map(({ id }) => ({ service_id: id, rate_bp: EXCEPTION.rate_bp })),
  ]
  for (const rule of wanted.filter(({ service_id: id }) => !known.some(({ service }) => (service?.id ?? null) === id)))
    await createCommissionRule(container, { ...rule, programme_id: programmeId, actor: systemActor })
}

/** A program with its rules, and three affiliates: customers with a login and a code each. */
export const seedAffiliates = async (container: MedusaContainer): Promise<void> => {
  const programmeId = await seedProgramme(container)
  await seedRules(container, programmeId)
  const { affiliates: known } = await listAffiliates(container, { ...whole, order: "created_at" })
  for (const { code, ...person } of DEMO_AFFILIATES) {
    if (known.some((affiliate) => affiliate.code === code)) continue
    const customerId = await seedCustomer(container, person)
    await enrollAffiliate(container, {
      customer_id: customerId,
      programme_id: programmeId,
      code,
      actor: systemActor,
    })
  }
}

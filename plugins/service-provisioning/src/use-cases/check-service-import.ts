import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ImportProblem } from "../contracts/service-imports"
import {
  endCheck,
  findImport,
  linesOfServices,
  type OpenLine,
  type PlannedService,
  recordPlans,
  skusOfImport,
} from "../data/service-imports"
import { planService, repeatedSkus } from "../domain/import-plan"
import type { CurrentService, PlanOutcome } from "../domain/import-types"
import { HANDLE_COLUMN } from "../domain/service-columns"
import { currentServices, shopFactsFor } from "./read-current-services"

const SERVICES_PER_PART = 250

/** Lines of each service. */
export const byService = (lines: readonly OpenLine[]): Map<number, OpenLine[]> => {
  const services = new Map<number, OpenLine[]>()
  for (const line of lines) services.set(line.service, [...(services.get(line.service) ?? []), line])
  return services
}

export type PlannedLines = {
  readonly service: number
  readonly lines: readonly OpenLine[]
  readonly current: CurrentService | undefined
  readonly outcome: PlanOutcome
}

/** Plans services against the shop as it is now. */
export const planServices = async (
  container: MedusaContainer,
  lines: readonly OpenLine[],
  decimalComma: boolean
): Promise<PlannedLines[]> => {
  const cells = lines.map((line) => line.cells)
  const current = await currentServices(
    container,
    cells.flatMap((line) => line[HANDLE_COLUMN] ?? [])
  )
  const shop = await shopFactsFor(container, cells)
  return [...byService(lines)].map(([service, own]) => {
    const product = current.get(own[0]?.cells[HANDLE_COLUMN] ?? "")
    const adopts = own.some(({ started }) => started)
    return {
      service,
      lines: own,
      current: product,
      outcome: planService(own, product, shop, { decimalComma }, { adopts }),
    }
  })
}

const planOf = (
  { service, lines, outcome }: PlannedLines,
  repeated: ReadonlyMap<number, ImportProblem>
): PlannedService => {
  const doubled = lines.flatMap(({ line }) => repeated.get(line) ?? [])
  const problems = [...("problems" in outcome ? outcome.problems : []), ...doubled]
  return { service, action: problems.length > 0 || !("plan" in outcome) ? "wrong" : outcome.plan.action, problems }
}

/**
 * Compares an uploaded file with the shop and records what an import would do, and everything that is wrong. Changes
 * nothing else; may be repeated after an interruption.
 */
export const checkServiceImport = async (
  container: MedusaContainer,
  id: string,
  signal: AbortSignal
): Promise<void> => {
  const knex = knexOf(container)
  const found = await findImport(knex, id)
  if (found?.status !== "checking") return
  const skus = (await skusOfImport(knex, id)).map(({ line, sku }) => ({ line, cells: { tier_sku: sku } }))
  const repeated = new Map(repeatedSkus(skus).map((problem) => [problem.line, problem]))
  for (let from = 0; ; from += SERVICES_PER_PART) {
    signal.throwIfAborted()
    const lines = await linesOfServices(knex, id, from, from + SERVICES_PER_PART)
    if (lines.length === 0) break
    const planned = await planServices(container, lines, found.decimal_comma)
    await recordPlans(
      knex,
      id,
      planned.map((service) => planOf(service, repeated))
    )
  }
  await endCheck(knex, id)
}

import { isAtriumError } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ImportProblem } from "../contracts/service-imports"
import {
  endImport,
  type ImportRow,
  lockRunningImport,
  markStarted,
  openLines,
  recordResults,
  type ServiceResult,
} from "../data/service-imports"
import type { ServicePlan } from "../domain/import-types"
import { importServicesWork } from "../domain/import-work"
import { HANDLE_COLUMN } from "../domain/service-columns"
import { type PlannedLines, planServices } from "./check-service-import"
import { createImportedServices, type ImportedService, updateImportedServices } from "./write-imported-services"

/** So many that one workflow run is short, and a repetition after an interruption repeats little. */
const SERVICES_PER_PART = 100

const problemAt = ({ lines }: PlannedLines, message: string): ImportProblem[] => [
  { line: lines[0]?.line ?? 0, column: HANDLE_COLUMN, message },
]

const TAKEN = "A service with this handle was created after the file was checked. Upload the file again."

/** Workflow engines pass errors on as plain objects. */
const textOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error)

const sentenceOf = (error: unknown): string => {
  if (isAtriumError(error) && error.code === "stale_version")
    return "The service was changed in Admin during the import. Import the line again."
  if (isAtriumError(error)) return `${error.definition.message} ${error.definition.suggested_action}`
  const text = textOf(error)
  if (/handle.*already exists/is.test(text)) return TAKEN
  if (/sku.*already exists/is.test(text))
    return "Another product has one of the service's SKUs. Correct tier_sku, then import the line again."
  return "The shop couldn't save this service. Compare it with the service in Admin, then import the line again."
}

const planIn = ({ outcome }: PlannedLines): ServicePlan | undefined => ("plan" in outcome ? outcome.plan : undefined)

type Kinds = { readonly create: ImportedService[]; readonly update: ImportedService[]; readonly done: ServiceResult[] }

const sorted = (planned: readonly PlannedLines[], createdBy: string | null): Kinds => {
  const kinds: Kinds = { create: [], update: [], done: [] }
  for (const one of planned) {
    const { service, outcome } = one
    const plan = planIn(one)
    if (!plan) kinds.done.push({ service, result: "failed", problems: "problems" in outcome ? outcome.problems : [] })
    else if (one.lines.some(({ action }) => action === "create") && plan.action !== "create" && !isOwn(one))
      kinds.done.push({ service, result: "failed", problems: problemAt(one, TAKEN) })
    else if (plan.action === "create") kinds.create.push({ service, plan, current: one.current, createdBy })
    else if (plan.action === "update") kinds.update.push({ service, plan, current: one.current, createdBy })
    else kinds.done.push({ service, result: isOwn(one) ? "created" : "unchanged", problems: [] })
  }
  return kinds
}

/** Created by an attempt that was interrupted before it recorded its result. */
const isOwn = ({ lines }: PlannedLines): boolean => lines.some(({ started }) => started)

const importServices = async (container: MedusaContainer, found: ImportRow): Promise<ServiceResult[]> => {
  const knex = knexOf(container)
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const lines = await openLines(knex, found.id, SERVICES_PER_PART)
  const planned = await planServices(container, lines, found.decimal_comma)
  const { create, update, done } = sorted(planned, found.created_by)
  await markStarted(
    knex,
    found.id,
    create.map(({ service }) => service)
  )
  const failures = new Map([
    ...(await createImportedServices(container, create)),
    ...(await updateImportedServices(container, update)),
  ])
  const resultOf = (one: PlannedLines, kind: "created" | "updated"): ServiceResult => {
    const error = failures.get(one.service)
    if (error === undefined) return { service: one.service, result: kind, problems: [] }
    logger.warn(`A service of import ${found.id} was not saved: ${textOf(error)}`)
    return { service: one.service, result: "failed", problems: problemAt(one, sentenceOf(error)) }
  }
  const created = new Set(create.map(({ service }) => service))
  const updated = new Set(update.map(({ service }) => service))
  return [
    ...done,
    ...planned.flatMap((one) =>
      created.has(one.service)
        ? [resultOf(one, "created")]
        : updated.has(one.service)
          ? [resultOf(one, isOwn(one) ? "created" : "updated")]
          : []
    ),
  ]
}

/**
 * Imports the next services of a confirmed file and schedules the rest. Each line gets one result: the import's row is
 * locked meanwhile, and a repetition after an interruption compares the lines with the shop again.
 */
export const runServiceImport = async (
  container: MedusaContainer,
  { id, part }: { readonly id: string; readonly part: number }
): Promise<void> => {
  await knexOf(container).transaction(async (trx) => {
    const found = await lockRunningImport(trx, id)
    if (!found) return
    const results = await importServices(container, found)
    await recordResults(trx, id, results)
    if (results.length === 0) await endImport(trx, id)
    else await enqueueWork(trx, [importServicesWork(id, part + 1)])
  })
}

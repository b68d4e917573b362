import { commonErrors, csvLine } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ImportAction, ImportResult, ServiceImportOut } from "../contracts/service-imports"
import { countLines, findImport, type ReportLine, reportLines } from "../data/service-imports"
import { HANDLE_COLUMN } from "../domain/service-columns"
import { BYTE_ORDER_MARK } from "../domain/write-services-csv"

const SHOWN_PROBLEMS = 100

type Counted = Awaited<ReturnType<typeof countLines>>[number]

const sum = (rows: readonly Counted[], what: "services" | "lines" | "wrong_lines" | "problems"): number =>
  rows.reduce((total, row) => total + row[what], 0)

/**
 * An import with its progress and the first of its problems.
 * @throws not_found
 */
export const readServiceImport = async (container: MedusaContainer, id: string): Promise<ServiceImportOut> => {
  const knex = knexOf(container)
  const found = await findImport(knex, id)
  if (!found) throw commonErrors.fail("not_found")
  const rows = await countLines(knex, id)
  const planned = (action: ImportAction) =>
    sum(
      rows.filter((row) => row.action === action),
      "services"
    )
  const done = (result: ImportResult) =>
    sum(
      rows.filter((row) => row.result === result),
      "services"
    )
  const problems = (await reportLines(knex, id, { after: 0, limit: SHOWN_PROBLEMS, wrongOnly: true })).flatMap(
    (line) => line.problems
  )
  const services = sum(rows, "services")
  const isChecking = found.status === "checking"
  return {
    id,
    file_name: found.file_name,
    status: found.status,
    lines: sum(rows, "lines"),
    services,
    progress: {
      done: sum(
        rows.filter(({ action, result }) => (isChecking ? action : result) !== null),
        "services"
      ),
      total: services,
    },
    plan: {
      create: planned("create"),
      update: planned("update"),
      unchanged: planned("unchanged"),
      wrong: planned("wrong"),
      wrong_lines: sum(rows, "wrong_lines"),
    },
    results: {
      created: done("created"),
      updated: done("updated"),
      unchanged: done("unchanged"),
      failed: done("failed"),
      skipped: done("skipped"),
    },
    problems: problems.slice(0, SHOWN_PROBLEMS),
    problem_count: sum(rows, "problems"),
    created_at: found.created_at.toISOString(),
    completed_at: found.completed_at?.toISOString() ?? null,
  }
}

const PLANNED: Readonly<Record<ImportAction, string>> = {
  create: "would be created",
  update: "would be updated",
  unchanged: "unchanged",
  wrong: "wrong",
}
const DONE: Readonly<Record<ImportResult, string>> = {
  created: "created",
  updated: "updated",
  unchanged: "unchanged",
  failed: "failed",
  skipped: "not imported",
}

const outcomeOf = ({ action, result }: ReportLine): string =>
  result ? DONE[result] : action ? PLANNED[action] : "not checked yet"

const reportOf = (row: ReportLine): string => {
  const start = [row.line, row.cells[HANDLE_COLUMN], row.cells.tier, outcomeOf(row)]
  return row.problems.length === 0
    ? csvLine([...start, "", ""])
    : row.problems.map(({ column, message }) => csvLine([...start, column, message])).join("")
}

const LINES_PER_PART = 500

async function* reportParts(knex: Knex, id: string): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(["line", "handle", "tier", "result", "column", "problem"])
  for (let after = 0; ;) {
    const rows = await reportLines(knex, id, { after, limit: LINES_PER_PART })
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(reportOf).join("")
    after = last.line
  }
}

/**
 * Each line of an import's file with its result, and a line for each problem, as parts of a CSV file.
 * @throws not_found
 */
export const reportServiceImport = async (container: MedusaContainer, id: string): Promise<AsyncGenerator<string>> => {
  const knex = knexOf(container)
  if (!(await findImport(knex, id))) throw commonErrors.fail("not_found")
  return reportParts(knex, id)
}

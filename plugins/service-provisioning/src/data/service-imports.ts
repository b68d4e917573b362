import { clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import {
  IMPORT_ACTIONS,
  IMPORT_RESULTS,
  IMPORT_STATUSES,
  type ImportAction,
  ImportProblem,
  type ImportResult,
} from "../contracts/service-imports"
import type { FileLine } from "../domain/services-file"

type Sql = Knex | Knex.Transaction

const ImportRow = z.object({
  id: column.text,
  file_name: column.text,
  status: z.enum(IMPORT_STATUSES),
  decimal_comma: column.boolean,
  skip_wrong: column.boolean,
  created_by: column.text.nullable(),
  created_at: column.timestamp,
  completed_at: column.timestamp.nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

const COLUMNS = Object.keys(ImportRow.shape).join(", ")
const Cells = z.record(z.string(), z.string())

/** As many lines in one statement as keep it a few megabytes small. */
const LINES_PER_INSERT = 500

export type NewImport = {
  readonly fileName: string
  readonly decimalComma: boolean
  readonly createdBy: string | null
  /** The lines of each service. */
  readonly services: readonly (readonly FileLine[])[]
}

const inParts = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/** Stores an uploaded file; returns the import's id. */
export const insertImport = async (trx: Knex.Transaction, file: NewImport): Promise<string> => {
  const id = generateEntityId(undefined, "simp")
  const now = clock.now()
  await trx("service_import").insert({
    id,
    file_name: file.fileName,
    status: "checking",
    decimal_comma: file.decimalComma,
    created_by: file.createdBy,
    created_at: now,
    updated_at: now,
  })
  const rows = file.services.flatMap((lines, service) =>
    lines.map(({ line, cells }) => ({ import_id: id, line, service, cells: JSON.stringify(cells) }))
  )
  for (const part of inParts(rows, LINES_PER_INSERT)) await trx("service_import_line").insert(part)
  return id
}

export const findImport = (sql: Sql, id: string): Promise<ImportRow | null> =>
  sqlRow(sql, ImportRow, `SELECT ${COLUMNS} FROM service_import WHERE id = ?`, [id])

const OpenLine = z.object({
  line: column.integer,
  service: column.integer,
  cells: Cells,
  action: z.enum(IMPORT_ACTIONS).nullable(),
  started: column.boolean,
})
export type OpenLine = z.infer<typeof OpenLine>

/** Lines of a range of services. */
export const linesOfServices = (sql: Sql, id: string, from: number, until: number): Promise<OpenLine[]> =>
  sqlRows(
    sql,
    OpenLine,
    `SELECT line, service, cells, action, started FROM service_import_line
     WHERE import_id = :id AND service >= :from AND service < :until ORDER BY line`,
    { id, from, until }
  )

/** Lines of the next services that have no result. */
export const openLines = (sql: Sql, id: string, services: number): Promise<OpenLine[]> =>
  sqlRows(
    sql,
    OpenLine,
    `SELECT line, service, cells, action, started FROM service_import_line
     WHERE import_id = :id AND result IS NULL AND service IN (
       SELECT DISTINCT service FROM service_import_line WHERE import_id = :id AND result IS NULL
       ORDER BY service LIMIT :services)
     ORDER BY line`,
    { id, services }
  )

const LineSku = z.object({ line: column.integer, sku: column.text })

/** SKUs of a file, in its order. */
export const skusOfImport = (sql: Sql, id: string): Promise<z.infer<typeof LineSku>[]> =>
  sqlRows(
    sql,
    LineSku,
    `SELECT line, cells->>'tier_sku' AS sku FROM service_import_line
     WHERE import_id = ? AND cells->>'tier_sku' <> '' ORDER BY line`,
    [id]
  )

export type PlannedService = {
  readonly service: number
  readonly action: ImportAction
  readonly problems: readonly ImportProblem[]
}

/** The problems given, by their line. */
const PROBLEM_OF_LINE = `problem AS (
  SELECT line, jsonb_agg(jsonb_build_object('line', line, 'column', "column", 'message', message)) AS all_of_line
  FROM jsonb_to_recordset(CAST(:problems AS jsonb)) AS p(line int, "column" text, message text) GROUP BY line
)`

/** Records what the import would do with services. Each problem is on its line. */
export const recordPlans = async (sql: Sql, id: string, plans: readonly PlannedService[]): Promise<void> => {
  if (plans.length === 0) return
  const problems = plans.flatMap((plan) => plan.problems)
  await sqlChanges(
    sql,
    `WITH plan AS (
       SELECT * FROM jsonb_to_recordset(CAST(:plans AS jsonb)) AS p(service int, action text)
     ), ${PROBLEM_OF_LINE}
     UPDATE service_import_line l SET action = plan.action,
       problems = coalesce((SELECT all_of_line FROM problem WHERE problem.line = l.line), '[]')
     FROM plan WHERE l.import_id = :id AND l.service = plan.service`,
    {
      id,
      plans: JSON.stringify(plans.map(({ service, action }) => ({ service, action }))),
      problems: JSON.stringify(problems),
    }
  )
}

/** Ends the check; false when it has ended before. */
export const endCheck = async (sql: Sql, id: string): Promise<boolean> =>
  (await sqlChanges(
    sql,
    `UPDATE service_import SET status = 'checked', checked_at = :now, updated_at = :now
     WHERE id = :id AND status = 'checking'`,
    { id, now: clock.now() }
  )) > 0

/** Starts the import of a checked file; false when another call was first. Services with wrong lines are skipped. */
export const startImport = async (trx: Knex.Transaction, id: string, skipWrong: boolean): Promise<boolean> => {
  const started = await sqlChanges(
    trx,
    `UPDATE service_import SET status = 'importing', skip_wrong = :skipWrong, confirmed_at = :now, updated_at = :now
     WHERE id = :id AND status = 'checked'`,
    { id, skipWrong, now: clock.now() }
  )
  if (started === 0) return false
  await sqlChanges(
    trx,
    `UPDATE service_import_line SET result = CASE action WHEN 'wrong' THEN 'skipped' ELSE 'unchanged' END
     WHERE import_id = ? AND action IN ('wrong', 'unchanged')`,
    [id]
  )
  return true
}

/** Holds an import that runs until the transaction ends, so that one process imports at a time; null: it doesn't run. */
export const lockRunningImport = (trx: Knex.Transaction, id: string): Promise<ImportRow | null> =>
  sqlRow(trx, ImportRow, `SELECT ${COLUMNS} FROM service_import WHERE id = ? AND status = 'importing' FOR UPDATE`, [id])

/** Marks services whose products are about to be created, so that a repetition recognizes them as its own. */
export const markStarted = async (sql: Sql, id: string, services: readonly number[]): Promise<void> => {
  await sqlChanges(
    sql,
    "UPDATE service_import_line SET started = true WHERE import_id = :id AND service = ANY(:services)",
    { id, services: [...services] }
  )
}

export type ServiceResult = {
  readonly service: number
  readonly result: ImportResult
  readonly problems: readonly ImportProblem[]
}

/** Records what the import did with services, once. */
export const recordResults = async (
  trx: Knex.Transaction,
  id: string,
  results: readonly ServiceResult[]
): Promise<void> => {
  const problems = results.flatMap((result) => result.problems)
  await sqlChanges(
    trx,
    `WITH done AS (
       SELECT * FROM jsonb_to_recordset(CAST(:results AS jsonb)) AS r(service int, result text)
     ), ${PROBLEM_OF_LINE}
     UPDATE service_import_line l SET result = done.result,
       problems = coalesce((SELECT all_of_line FROM problem WHERE problem.line = l.line), '[]')
     FROM done WHERE l.import_id = :id AND l.service = done.service AND l.result IS NULL`,
    {
      id,
      results: JSON.stringify(results.map(({ service, result }) => ({ service, result }))),
      problems: JSON.stringify(problems),
    }
  )
}

export const endImport = async (trx: Knex.Transaction, id: string): Promise<void> => {
  await sqlChanges(
    trx,
    `UPDATE service_import SET status = 'completed', completed_at = :now, updated_at = :now
     WHERE id = :id AND status = 'importing'`,
    { id, now: clock.now() }
  )
}

const Counted = z.object({
  action: z.enum(IMPORT_ACTIONS).nullable(),
  result: z.enum(IMPORT_RESULTS).nullable(),
  services: column.integer,
  lines: column.integer,
  wrong_lines: column.integer,
  problems: column.integer,
})

/** Services and lines of an import by their plan and result. */
export const countLines = (sql: Sql, id: string): Promise<z.infer<typeof Counted>[]> =>
  sqlRows(
    sql,
    Counted,
    `SELECT action, result, count(DISTINCT service)::int AS services, count(*)::int AS lines,
       count(*) FILTER (WHERE problems <> '[]')::int AS wrong_lines,
       sum(jsonb_array_length(problems))::int AS problems
     FROM service_import_line WHERE import_id = ? GROUP BY action, result`,
    [id]
  )

const ReportLine = z.object({
  line: column.integer,
  cells: Cells,
  action: z.enum(IMPORT_ACTIONS).nullable(),
  result: z.enum(IMPORT_RESULTS).nullable(),
  problems: z.array(ImportProblem),
})
export type ReportLine = z.infer<typeof ReportLine>

/** The next lines after a line, for a report. */
export const reportLines = (
  sql: Sql,
  id: string,
  { after, limit, wrongOnly = false }: { after: number; limit: number; wrongOnly?: boolean }
): Promise<ReportLine[]> =>
  sqlRows(
    sql,
    ReportLine,
    `SELECT line, cells, action, result, problems FROM service_import_line
     WHERE import_id = :id AND line > :after ${wrongOnly ? "AND problems <> '[]'" : ""}
     ORDER BY line LIMIT :limit`,
    { id, after, limit }
  )

import { column, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { IMPORT_STATUSES, type ServiceImportQuery, type ServiceImportRow } from "../../contracts/service-imports"

const Row = z.object({
  id: column.text,
  file_name: column.text,
  status: z.enum(IMPORT_STATUSES),
  created_by: column.text.nullable(),
  lines: column.integer,
  created: column.integer,
  updated: column.integer,
  unchanged: column.integer,
  not_imported: column.integer,
  created_at: column.timestamp,
  completed_at: column.timestamp.nullable(),
})

/** Services of an import: the result of each, or the plan where there is none yet. Counted for the page's imports only. */
const COUNTS = `
  SELECT count(*)::int AS lines,
    count(DISTINCT service) FILTER (WHERE coalesce(result, action) IN ('created', 'create'))::int AS created,
    count(DISTINCT service) FILTER (WHERE coalesce(result, action) IN ('updated', 'update'))::int AS updated,
    count(DISTINCT service) FILTER (WHERE coalesce(result, action) = 'unchanged')::int AS unchanged,
    count(DISTINCT service) FILTER (WHERE coalesce(result, action) IN ('failed', 'skipped', 'wrong'))::int AS not_imported
  FROM service_import_line WHERE import_id = service_import.id`

/** A page of past imports with the email address of who uploaded each. */
export const listImports = async (
  knex: Knex,
  { order, limit, offset }: ServiceImportQuery
): Promise<{ service_imports: ServiceImportRow[]; count: number; offset: number; limit: number }> => {
  const { rows, count } = await listPage(knex, {
    schema: Row,
    matching: knex("service_import"),
    rows: knex("service_import")
      .leftJoin("user as u", "u.id", "service_import.created_by")
      .joinRaw(`CROSS JOIN LATERAL (${COUNTS}) AS counted`)
      .select(
        "service_import.id",
        "service_import.file_name",
        "service_import.status",
        "u.email as created_by",
        "service_import.created_at",
        "service_import.completed_at",
        "counted.*"
      ),
    id: "service_import.id",
    sorted: { created_at: "service_import.created_at" },
    order,
    limit,
    offset,
  })
  return {
    service_imports: rows.map((row) => ({
      ...row,
      created_at: row.created_at.toISOString(),
      completed_at: row.completed_at?.toISOString() ?? null,
    })),
    count,
    offset,
    limit,
  }
}

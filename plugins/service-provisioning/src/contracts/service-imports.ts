import { idText, orderQuery, pageQuery, type RouteSpec } from "@atrium/kernel"
import { z } from "zod"

import { MAX_CSV_BYTES } from "../domain/csv-limits"
import { provisioningErrors } from "./errors"

/**
 * - `checking`: the file is compared with the shop; nothing is changed
 * - `checked`: waits for its confirmation
 * - `importing`: services are created and updated
 */
export const IMPORT_STATUSES = ["checking", "checked", "importing", "completed"] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

/** What an import would do with a service. */
export const IMPORT_ACTIONS = ["create", "update", "unchanged", "wrong"] as const
export type ImportAction = (typeof IMPORT_ACTIONS)[number]

/** What an import did with a service; `skipped`: it had wrong lines. */
export const IMPORT_RESULTS = ["created", "updated", "unchanged", "failed", "skipped"] as const
export type ImportResult = (typeof IMPORT_RESULTS)[number]

const count = z.number().int()
const moment = z.iso.datetime()

export const ImportProblem = z.strictObject({
  /** As a spreadsheet counts its rows: the header is line 1. */
  line: count,
  /** Name of the column. */
  column: z.string(),
  /** What is wrong and what to do. */
  message: z.string(),
})
export type ImportProblem = z.infer<typeof ImportProblem>

export const ServiceImportOut = z.strictObject({
  id: z.string(),
  file_name: z.string(),
  status: z.enum(IMPORT_STATUSES),
  /** Lines of the file, and the services they are about. */
  lines: count,
  services: count,
  /** Services of the current phase, checking or importing. */
  progress: z.strictObject({ done: count, total: count }),
  /** Services by what the import would do, and lines with something wrong. */
  plan: z.strictObject({ create: count, update: count, unchanged: count, wrong: count, wrong_lines: count }),
  /** Services by what the import did. */
  results: z.strictObject({ created: count, updated: count, unchanged: count, failed: count, skipped: count }),
  /** The first of them; the report has all. */
  problems: z.array(ImportProblem),
  problem_count: count,
  created_at: moment,
  completed_at: moment.nullable(),
})
export type ServiceImportOut = z.infer<typeof ServiceImportOut>

export const ServiceImportQuery = z.strictObject({
  order: orderQuery(["created_at"], "-created_at"),
  ...pageQuery,
})
export type ServiceImportQuery = z.output<typeof ServiceImportQuery>

/** An import in the list of past ones. */
export const ServiceImportRow = z.strictObject({
  id: z.string(),
  file_name: z.string(),
  /** `checked`: only a dry run so far. */
  status: z.enum(IMPORT_STATUSES),
  /** The email address of who uploaded it; null if that account or API key is gone. */
  created_by: z.string().nullable(),
  lines: count,
  /** Services of the file by what happened to them, or would happen. */
  created: count,
  updated: count,
  unchanged: count,
  /** Failed, or not imported because a line is wrong. */
  not_imported: count,
  created_at: moment,
  completed_at: moment.nullable(),
})
export type ServiceImportRow = z.infer<typeof ServiceImportRow>

export const ConfirmServiceImport = z.strictObject({
  /** Import the services without wrong lines; otherwise a file with a wrong line is refused. */
  skip_wrong: z.boolean({ error: "Choose true or false" }).default(false),
})

export const ExportServices = z.strictObject({
  /** `template`: the header and an example instead of the shop's services. */
  content: z.enum(["services", "template"], { error: "Choose services or template" }).default("services"),
})
export type ExportServices = z.infer<typeof ExportServices>

const params = z.strictObject({ id: idText })
const one = z.strictObject({ service_import: ServiceImportOut })
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

export const serviceImportRoutes = {
  "GET /admin/service-exports": {
    ...staff,
    summary: "Every service as a CSV file, or a template to fill in",
    permission: "service-imports:read",
    query: ExportServices,
    response: { 200: z.string() },
    errors: [],
  },
  "GET /admin/service-exports/columns": {
    ...staff,
    summary: "The columns of the CSV file with what belongs into each",
    permission: "service-imports:read",
    query: z.strictObject({}),
    response: { 200: z.strictObject({ columns: z.array(z.strictObject({ column: z.string(), hint: z.string() })) }) },
    errors: [],
  },
  "GET /admin/service-imports": {
    ...staff,
    summary: "Past imports of services, newest first",
    query: ServiceImportQuery,
    response: {
      200: z.strictObject({ service_imports: z.array(ServiceImportRow), count, offset: count, limit: count }),
    },
    errors: [],
  },
  "POST /admin/service-imports": {
    ...staff,
    summary: "Upload a CSV file of services, at most 10 MB and 10,000 lines; it is checked, and nothing is changed",
    upload: { maxBytes: MAX_CSV_BYTES },
    response: { 202: one },
    errors: [],
  },
  "GET /admin/service-imports/:id": {
    ...staff,
    summary: "What an import would do or did, with its progress",
    params,
    response: { 200: one },
    errors: [],
  },
  "GET /admin/service-imports/:id/report": {
    ...staff,
    summary: "Every line of the file with its result and what is wrong, as CSV",
    params,
    response: { 200: z.string() },
    errors: [],
  },
  "POST /admin/service-imports/:id/confirm": {
    ...staff,
    summary: "Import a checked file; once, however often it is confirmed",
    params,
    body: ConfirmServiceImport,
    response: { 202: one },
    errors: provisioningErrors.codes("import_being_checked", "import_has_wrong_lines"),
  },
} as const satisfies Record<string, RouteSpec>

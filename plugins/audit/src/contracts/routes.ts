import { defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { auditErrors } from "./errors"
import {
  AuditEntryAnswer,
  AuditEntryParams,
  AuditExportQuery,
  AuditListAnswer,
  AuditListQuery,
  VerificationAnswer,
  VerifyAuditLog,
} from "./list"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

/** There is no route to change or delete an entry. */
export const routes = defineRouteTable("audit", {
  "GET /admin/audit-log": {
    ...staff,

    summary: "Entries of the audit log, newest first",
    query: AuditListQuery,
    response: { 200: AuditListAnswer },
    errors: [],
  },
  "GET /admin/audit-log/export": {
    ...staff,

    summary: "Matching entries, newest first, as CSV or one JSON object per line; refused above 100,000",
    query: AuditExportQuery,
    response: { 200: z.string() },
    errors: auditErrors.codes("export_too_large"),
  },
  "POST /admin/audit-log/verify": {
    ...staff,

    summary: "Verifies the hash chain and reports the first invalid entry",
    body: VerifyAuditLog,
    response: { 200: VerificationAnswer },
    errors: [],
  },
  "GET /admin/audit-log/:id": {
    ...staff,

    summary: "One entry of the audit log",
    params: AuditEntryParams,
    response: { 200: AuditEntryAnswer },
    errors: [],
  },
})

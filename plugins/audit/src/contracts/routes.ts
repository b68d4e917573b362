import { defineRoutes } from "@atrium/kernel"
import { z } from "zod"

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
export const routes = defineRoutes("audit", [
  {
    ...staff,
    method: "GET",
    path: "/admin/audit-log",
    summary: "Entries of the audit log, newest first",
    query: AuditListQuery,
    response: { 200: AuditListAnswer },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/audit-log/export",
    summary: "Entries that match, newest first, as CSV or as one JSON object a line; refused above 100,000",
    query: AuditExportQuery,
    response: { 200: z.string() },
    errors: ["export_too_large"],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/audit-log/verify",
    summary: "Checks the hash chain over every entry and names the first that does not hold",
    body: VerifyAuditLog,
    response: { 200: VerificationAnswer },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/audit-log/:id",
    summary: "One entry of the audit log",
    params: AuditEntryParams,
    response: { 200: AuditEntryAnswer },
    errors: [],
  },
])

import { defineWork, workOf, type WorkToEnqueue } from "@atrium/work-queue/contracts"
import { z } from "zod"

/** Compares an uploaded file with the shop. Key: the import's id. */
export const CHECK_IMPORT = defineWork({
  kind: "service-provisioning.check-import",
  version: 1,
  payload: z.strictObject({ import_id: z.string() }),
  maxAttempts: 6,
  backoffSeconds: 5,
})

/** Imports the next services of a file, then schedules the rest. Key: `<import's id>:<part>`. */
export const IMPORT_SERVICES = defineWork({
  kind: "service-provisioning.import-services",
  version: 1,
  payload: z.strictObject({ import_id: z.string(), part: z.number().int().min(1) }),
  maxAttempts: 10,
  backoffSeconds: 5,
})

/** For a part of 100 services, or the check of 10,000 lines, on a busy machine. */
export const IMPORT_SECONDS = 300

export const checkImportWork = (importId: string): WorkToEnqueue =>
  workOf(CHECK_IMPORT, { key: importId, payload: { import_id: importId } })

export const importServicesWork = (importId: string, part: number): WorkToEnqueue =>
  workOf(IMPORT_SERVICES, { key: `${importId}:${part}`, payload: { import_id: importId, part } })

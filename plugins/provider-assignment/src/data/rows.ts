import { column, encryptedTable } from "@atrium/server"
import { z } from "zod"

import { PROVIDER_STATUSES } from "../contracts/provider-statuses"
import { WorkingHours } from "../contracts/providers"

/** How providers are called is for staff only: encrypted. */
export const encryptedProviders = encryptedTable({ table: "provider", columns: { phone: "text" } })

/** A provider as its table keeps it, decrypted. */
export const ProviderRow = z.object({
  id: column.text,
  name: column.text,
  email: column.text,
  phone: column.text.nullable(),
  status: z.enum(PROVIDER_STATUSES),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  regions: z.array(z.string()),
  /** IDs of products; null: every service. */
  service_ids: z.array(z.string()).nullable(),
  /** IANA name. */
  time_zone: column.text,
  working_hours: WorkingHours,
  capacity_minutes_per_week: column.integer,
  /** Share of the work: 100 is a full one. */
  weight: column.integer,
  priority: column.integer,
  blocked_emails: z.array(z.string()),
  active_since: column.timestamp.nullable(),
  suspended_at: column.timestamp.nullable(),
  last_assigned_at: column.timestamp.nullable(),
  invitation_expires_at: column.timestamp.nullable(),
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
export type ProviderRow = z.infer<typeof ProviderRow>

/** The result of `count(*)`. */
export const Counted = z.object({ count: z.coerce.number() })

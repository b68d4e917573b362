import type { CustomerSuspension, SuspensionDecision } from "../contracts/suspensions"

/** A suspension as it is stored: open until staff end it. */
export type StoredSuspension = {
  readonly reason: string
  readonly suspended_by: string
  readonly suspended_at: Date
  readonly end_reason: string | null
  readonly ended_by: string | null
  readonly ended_at: Date | null
}

type Named = (credential: string) => string | null

const decisionsOf = (row: StoredSuspension, nameOf: Named): SuspensionDecision[] => {
  const decision = (suspended: boolean, reason: string, by: string, at: Date): SuspensionDecision => ({
    suspended,
    reason,
    by,
    by_name: nameOf(by),
    at: at.toISOString(),
  })
  const begun = decision(true, row.reason, row.suspended_by, row.suspended_at)
  if (row.ended_at === null) return [begun]
  return [decision(false, row.end_reason ?? "", row.ended_by ?? "", row.ended_at), begun]
}

/** @param rows the newest first */
export const toSuspension = (rows: readonly StoredSuspension[], nameOf: Named): CustomerSuspension => {
  const open = rows.find(({ ended_at: ended }) => ended === null)
  return {
    suspended: open !== undefined,
    reason: open?.reason ?? null,
    suspended_at: open?.suspended_at.toISOString() ?? null,
    history: rows.flatMap((row) => decisionsOf(row, nameOf)),
  }
}

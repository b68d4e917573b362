import { formatShare, type StatusColor } from "@atrium/admin-kit"

import type { AffiliateStatus, CommissionStatus } from "../../contracts/statuses"

/** "12.5%" for 1250 basis points. */
export const formatRate = (basisPoints: number): string => formatShare(basisPoints / 10_000, 2)

export const COMMISSION_COLORS: Readonly<Record<CommissionStatus, StatusColor>> = {
  pending: "grey",
  approved: "blue",
  payable: "green",
  paid: "green",
  held: "orange",
  void: "red",
}

export const AFFILIATE_LABELS: Readonly<Record<AffiliateStatus, string>> = { active: "Active", suspended: "Suspended" }
export const AFFILIATE_COLORS: Readonly<Record<AffiliateStatus, StatusColor>> = { active: "green", suspended: "red" }

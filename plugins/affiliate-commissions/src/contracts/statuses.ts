/**
 * States of a commission. `held`: waiting for a decision by staff (own purchase, dispute); `void`: nothing is owed.
 * `paid` is for payouts.
 */
export const COMMISSION_STATUSES = ["pending", "approved", "payable", "paid", "held", "void"] as const
export type CommissionStatus = (typeof COMMISSION_STATUSES)[number]

/** Labels for people. Translatable data, not rules. */
export const COMMISSION_STATUS_LABELS: Readonly<Record<CommissionStatus, string>> = {
  pending: "In holding period",
  approved: "Approved",
  payable: "Payable",
  paid: "Paid",
  held: "Held for review",
  void: "Nothing owed",
}

/** Why a commission is held; the commission keeps a sentence as well. */
export const HOLD_REASONS = ["own_account", "own_mailbox", "dispute", "staff"] as const
export type HoldReason = (typeof HOLD_REASONS)[number]

/** Which of a visitor's clicks within the window earns the commission. */
export const ATTRIBUTION_RULES = ["first_click", "last_click"] as const
export type AttributionRule = (typeof ATTRIBUTION_RULES)[number]

export const AFFILIATE_STATUSES = ["active", "suspended"] as const
export type AffiliateStatus = (typeof AFFILIATE_STATUSES)[number]

/** Ledger accounts of an affiliate; the balance of each is one figure of the portal. */
export const AFFILIATE_PURPOSES = ["pending", "held", "payable", "paid"] as const
export type AffiliatePurpose = (typeof AFFILIATE_PURPOSES)[number]

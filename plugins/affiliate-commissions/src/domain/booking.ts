import type { LedgerEntryInput, PostingInput } from "@atrium/ledger/contracts"

import type { AffiliatePurpose, CommissionStatus } from "../contracts/statuses"

/** The affiliate's account that holds a commission in each status; none for a void one. */
const PURPOSE: Readonly<Record<CommissionStatus, AffiliatePurpose | null>> = {
  pending: "pending",
  approved: "pending",
  held: "held",
  payable: "payable",
  // A change after a payout nets against the next one.
  paid: "payable",
  void: null,
}

/** A commission's share of each of the affiliate's accounts, and how many entries posted it. */
export type Posted = { readonly balances: ReadonlyMap<string, bigint>; readonly entries: number }
export const NOTHING_POSTED: Posted = { balances: new Map(), entries: 0 }

export type Booked = {
  readonly commission_id: string
  readonly affiliate_id: string
  readonly currency_code: string
  /** For the description: the service and the order's number. */
  readonly service_title: string
  readonly order_reference: string
  readonly status: CommissionStatus
  readonly amount: bigint
  readonly at: Date
}

/** What the commission should have on each account. */
export const targetOf = (status: CommissionStatus, amount: bigint): Map<string, bigint> => {
  const purpose = PURPOSE[status]
  return new Map(purpose && amount !== 0n ? [[purpose, amount]] : [])
}

const WORDS = {
  "commission.accrued": "Commission earned",
  "commission.adjusted": "Commission changed after a refund or dispute",
  "commission.held": "Commission held for review",
  "commission.released": "Commission released",
  "commission.matured": "Commission payable",
  "commission.voided": "Commission voided",
} as const

const kindOf = (posted: Posted, status: CommissionStatus): keyof typeof WORDS => {
  if (posted.entries === 0) return "commission.accrued"
  if (status === "void") return "commission.voided"
  const was = [...posted.balances].find(([, amount]) => amount !== 0n)?.[0]
  if (was === undefined || was === PURPOSE[status]) return "commission.adjusted"
  if (status === "held") return "commission.held"
  if (was === "held") return "commission.released"
  return status === "payable" ? "commission.matured" : "commission.adjusted"
}

/**
 * The entry that brings the ledger from what is posted to what should be: owed − posted, per account, and the shop's
 * expense against it. Null when nothing changes. Its key counts the commission's entries, so that the same
 * change cannot be booked twice.
 */
export const entryFor = (booked: Booked, posted: Posted): LedgerEntryInput | null => {
  const target = targetOf(booked.status, booked.amount)
  const purposes = [...new Set([...target.keys(), ...posted.balances.keys()])].sort()
  const changes = purposes.flatMap((purpose): PostingInput[] => {
    const amount = (target.get(purpose) ?? 0n) - (posted.balances.get(purpose) ?? 0n)
    if (amount === 0n) return []
    return [{ account: { owner_type: "affiliate", owner_id: booked.affiliate_id, purpose }, amount }]
  })
  if (changes.length === 0) return null
  const expense = -changes.reduce((total, { amount }) => total + amount, 0n)
  const titled = `${booked.service_title}, order ${booked.order_reference}`
  const shop = { owner_type: "house", owner_id: "-", purpose: "commission_expense" }
  const kind = kindOf(posted, booked.status)
  return {
    key: `commission:${booked.commission_id}:${posted.entries + 1}`,
    kind,
    source: { type: "commission", id: booked.commission_id },
    description: `${WORDS[kind]}: ${titled}`.slice(0, 500),
    occurred_at: booked.at,
    currency_code: booked.currency_code,
    postings: expense === 0n ? changes : [...changes, { account: shop, amount: expense }],
  }
}

/** Identifies an account; with the entry's currency it is one row, created when it is first posted to. */
export type AccountRef = {
  /** Type of the owner: `affiliate`, `house`, … */
  readonly owner_type: string
  /** The owner's id; `-` for the shop itself (owner type `house`). */
  readonly owner_id: string
  /** Purpose: `pending`, `payable`, `paid`, `commission_expense`, … */
  readonly purpose: string
  /**
   * The balance must not go below zero. Fixed when the account is created. If omitted, a new account is unguarded and an
   * existing one keeps its setting; a value that differs from the existing account is an error.
   */
  readonly guarded?: boolean
}

/**
 * One account's part of an entry, in whole minor units of the entry's currency, never zero. A positive amount raises the
 * account's balance, a negative one lowers it. An entry moves value from the accounts with negative amounts to those with
 * positive ones, so what the shop has spent is a negative balance and what it owes a positive one.
 */
export type PostingInput = { readonly account: AccountRef; readonly amount: bigint }

/** An entry to post. Everything in it is compared with an existing entry of the same key. */
export type LedgerEntryInput = {
  /** Idempotency key, unique in the whole ledger forever: `commission.accrued:<commission id>:3`. */
  readonly key: string
  /** What happened: `commission.accrued`. */
  readonly kind: string
  /** What it happened to. */
  readonly source: { readonly type: string; readonly id: string }
  /** One sentence for readers. */
  readonly description: string
  /** When the cause happened, not when it was posted: a repeated call must pass the same time. */
  readonly occurred_at: Date
  readonly currency_code: string
  /** At least two; they sum to zero. */
  readonly postings: readonly PostingInput[]
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>>
}

/** `created` is false when an entry with this key and the same input existed already. */
export type PostedEntry = { readonly id: string; readonly key: string; readonly created: boolean }

/** Which accounts to read: all of an owner type, of one owner, or of one purpose. */
export type BalanceFilter = { readonly owner_type: string; readonly owner_id?: string; readonly purpose?: string }

/** An account with its balance in whole minor units. */
export type AccountBalance = {
  readonly account_id: string
  readonly owner_type: string
  readonly owner_id: string
  readonly purpose: string
  readonly currency_code: string
  readonly guarded: boolean
  readonly balance: bigint
}

/** One posting of an owner's account, as a statement shows it; `amount` in whole minor units. */
export type LedgerLine = {
  readonly entry_id: string
  readonly position: number
  readonly account_id: string
  readonly purpose: string
  readonly currency_code: string
  readonly amount: bigint
  readonly kind: string
  readonly description: string
  readonly source: { readonly type: string; readonly id: string }
  readonly occurred_at: Date
  readonly metadata: Readonly<Record<string, unknown>> | null
}

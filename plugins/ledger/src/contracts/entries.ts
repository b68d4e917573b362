/** Names an account; together with the entry's currency it is one row, made when it is first posted to. */
export type AccountRef = {
  /** Whose it is: `affiliate`, `house`, … */
  readonly owner_type: string
  /** The owner's id; `-` for the shop itself (owner type `house`). */
  readonly owner_id: string
  /** What it is for: `pending`, `payable`, `paid`, `commission_expense`, … */
  readonly purpose: string
  /**
   * May not go below zero. Fixed when the account is made: left out, a new account is unguarded and one that is there
   * stays as it is; named otherwise than the account that is there is an error.
   */
  readonly guarded?: boolean
}

/**
 * One account's part of an entry, in whole minor units of the entry's currency, never zero. Positive: the account's
 * balance rises, negative: it falls. An entry moves value from the accounts with negative amounts to those with
 * positive ones; what the shop has spent is therefore a negative balance, what it owes a positive one.
 */
export type PostingInput = { readonly account: AccountRef; readonly amount: bigint }

/** An entry to be written. Everything in it counts for the comparison with an entry of the same key. */
export type LedgerEntryInput = {
  /** Idempotency key, unique for ever over the whole ledger: `commission.accrued:<commission id>:3`. */
  readonly key: string
  /** What happened: `commission.accrued`. */
  readonly kind: string
  /** The thing it happened to. */
  readonly source: { readonly type: string; readonly id: string }
  /** One sentence for people. */
  readonly description: string
  /** When the cause happened, not when it was written down: a repeated call must give the same time. */
  readonly occurred_at: Date
  readonly currency_code: string
  /** At least two; they sum to zero. */
  readonly postings: readonly PostingInput[]
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>>
}

/** `created` is false when an entry with this key and the same input was there already. */
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

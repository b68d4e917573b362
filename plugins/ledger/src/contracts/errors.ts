import { defineErrors } from "@atrium/kernel"

/** Entries the ledger refuses. Nothing of a refused call is written, and the caller's transaction cannot continue. */
export const ledgerErrors = defineErrors({
  idempotency_key_reused: {
    status: 409,
    type: "conflict",
    message: "This idempotency key was used for another ledger entry.",
    retryable: false,
    suggested_action: "Use a new key for a new entry.",
  },
  unbalanced_entry: {
    status: 422,
    type: "not_allowed",
    message: "The postings of a ledger entry must sum to zero.",
    retryable: false,
    suggested_action: "Post the amount taken from one account to another in the same entry.",
  },
  insufficient_balance: {
    status: 422,
    type: "not_allowed",
    message: "This account can't have a negative balance.",
    retryable: false,
    suggested_action: "Use at most the account's balance.",
  },
})

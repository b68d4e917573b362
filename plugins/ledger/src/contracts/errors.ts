import { defineErrors } from "@atrium/kernel"

/** Entries the ledger refuses. Nothing of a refused call is written, and the caller's transaction cannot go on. */
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
    suggested_action: "Post what one account gives to another one in the same entry.",
  },
  insufficient_balance: {
    status: 422,
    type: "not_allowed",
    message: "This would take an account below zero that may not go there.",
    retryable: false,
    suggested_action: "Take at most what the account holds.",
  },
})

import { defineErrors } from "@atrium/kernel"

/** Why the ledger refuses entries. A refused call writes nothing, and the caller's transaction cannot continue. */
export const ledgerErrors = defineErrors({
  idempotency_key_reused: {
    status: 409,
    type: "conflict",
    message: "This idempotency key was already used for another ledger entry.",
    retryable: false,
    suggested_action: "Use a new key for a new entry.",
  },
  unbalanced_entry: {
    status: 422,
    type: "not_allowed",
    message: "The postings of a ledger entry must sum to zero.",
    retryable: false,
    suggested_action: "Post the amount that leaves one account to another account in the same entry.",
  },
  insufficient_balance: {
    status: 422,
    type: "not_allowed",
    message: "This account can't have a negative balance.",
    retryable: false,
    suggested_action: "Use at most the account's balance.",
  },
})

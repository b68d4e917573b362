import { createHash } from "node:crypto"

import { ledgerErrors } from "../contracts/errors"
import type { AccountRef, LedgerEntryInput } from "../contracts/entries"

const NAME = /^[a-z0-9][a-z0-9_.:-]{0,99}$/
const CURRENCY = /^[a-z]{3}$/
const MOST_DIGITS = 10n ** 37n

/** One name for one account of a currency; `|` cannot occur in any of its parts. */
export const accountName = (account: AccountRef, currencyCode: string): string =>
  [account.owner_type, account.owner_id, account.purpose, currencyCode].join("|")

const demand = (holds: boolean, sentence: string): void => {
  if (!holds) throw new TypeError(`Not a ledger entry: ${sentence}`)
}

const checkAccount = ({ owner_type, owner_id, purpose }: AccountRef): void => {
  demand(NAME.test(owner_type), "owner_type is no name")
  demand(NAME.test(purpose), "purpose is no name")
  demand(/^[A-Za-z0-9_-]{1,128}$/.test(owner_id), "owner_id is no id")
}

/**
 * Refuses what can be no entry. A business failure (`unbalanced_entry`) is thrown typed; a malformed name, an empty
 * text or a posting of nothing is the caller's bug and a TypeError.
 */
export const checkEntry = (entry: LedgerEntryInput): void => {
  demand(entry.key.length >= 1 && entry.key.length <= 255, "key has 1 to 255 characters")
  demand(NAME.test(entry.kind) && NAME.test(entry.source.type), "kind and source.type are names")
  demand(entry.source.id.length >= 1 && entry.source.id.length <= 255, "source.id has 1 to 255 characters")
  demand(entry.description.length <= 500, "description has at most 500 characters")
  demand(CURRENCY.test(entry.currency_code), "currency_code is three lower-case letters")
  demand(!Number.isNaN(entry.occurred_at.getTime()), "occurred_at is a time")
  for (const { account, amount } of entry.postings) {
    checkAccount(account)
    demand(amount !== 0n, "a posting moves something")
    demand(amount < MOST_DIGITS && amount > -MOST_DIGITS, "an amount has at most 37 digits")
  }
  const sum = entry.postings.reduce((total, { amount }) => total + amount, 0n)
  if (entry.postings.length < 2 || sum !== 0n) throw ledgerErrors.fail("unbalanced_entry")
}

/**
 * Hash of everything an entry says, for telling a repetition from another use of its key. The order of postings and
 * of metadata does not matter; neither does whether an account is guarded, which is the account's own fact.
 */
export const hashOfEntry = (entry: LedgerEntryInput): string => {
  const said = [
    entry.kind,
    entry.source.type,
    entry.source.id,
    entry.description,
    entry.occurred_at.toISOString(),
    entry.currency_code,
    entry.postings.map(({ account, amount }) => `${accountName(account, entry.currency_code)}|${amount}`).sort(),
    Object.entries(entry.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  return createHash("sha256").update(JSON.stringify(said)).digest("hex")
}

import { createHash } from "node:crypto"

import { ledgerErrors } from "../contracts/errors"
import type { AccountRef, LedgerEntryInput } from "../contracts/entries"

const NAME = /^[a-z0-9][a-z0-9_.:-]{0,99}$/
const CURRENCY = /^[a-z]{3}$/
const AMOUNT_LIMIT = 10n ** 37n

/** Unique name of an account of a currency; none of its parts can contain `|`. */
export const accountName = (account: AccountRef, currencyCode: string): string =>
  [account.owner_type, account.owner_id, account.purpose, currencyCode].join("|")

const assertValid = (holds: boolean, sentence: string): void => {
  if (!holds) throw new TypeError(`Invalid ledger entry: ${sentence}`)
}

const checkAccount = ({ owner_type, owner_id, purpose }: AccountRef): void => {
  assertValid(NAME.test(owner_type), "owner_type must be a name")
  assertValid(NAME.test(purpose), "purpose must be a name")
  assertValid(/^[A-Za-z0-9_-]{1,128}$/.test(owner_id), "owner_id must be an id")
}

/**
 * Refuses an invalid entry. Throws the typed error `unbalanced_entry`; a malformed name, an empty text or a zero posting is
 * a bug of the caller and a TypeError.
 */
export const checkEntry = (entry: LedgerEntryInput): void => {
  assertValid(entry.key.length >= 1 && entry.key.length <= 255, "key must have 1 to 255 characters")
  assertValid(NAME.test(entry.kind) && NAME.test(entry.source.type), "kind and source.type must be names")
  assertValid(entry.source.id.length >= 1 && entry.source.id.length <= 255, "source.id must have 1 to 255 characters")
  assertValid(entry.description.length <= 500, "description must have at most 500 characters")
  assertValid(CURRENCY.test(entry.currency_code), "currency_code must be three lower-case letters")
  assertValid(!Number.isNaN(entry.occurred_at.getTime()), "occurred_at must be a valid date")
  for (const { account, amount } of entry.postings) {
    checkAccount(account)
    assertValid(amount !== 0n, "a posting must not be zero")
    assertValid(amount < AMOUNT_LIMIT && amount > -AMOUNT_LIMIT, "an amount must have at most 37 digits")
  }
  const sum = entry.postings.reduce((total, { amount }) => total + amount, 0n)
  if (entry.postings.length < 2 || sum !== 0n) throw ledgerErrors.fail("unbalanced_entry")
}

/**
 * Hash of an entry's content, to distinguish a repeated call from another use of its key. The order of postings and
 * metadata does not matter; neither does `guarded`, which belongs to the account.
 */
export const hashOfEntry = (entry: LedgerEntryInput): string => {
  const content = [
    entry.kind,
    entry.source.type,
    entry.source.id,
    entry.description,
    entry.occurred_at.toISOString(),
    entry.currency_code,
    entry.postings.map(({ account, amount }) => `${accountName(account, entry.currency_code)}|${amount}`).sort(),
    Object.entries(entry.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  return createHash("sha256").update(JSON.stringify(content)).digest("hex")
}

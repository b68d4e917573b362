import { clock } from "@atrium/kernel"
import { column, currentRequestId, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { AccountRef, LedgerEntryInput, PostedEntry } from "../contracts/entries"
import { ledgerErrors } from "../contracts/errors"
import { accountName, checkEntry, hashOfEntry } from "../domain/entry"

type NumberedAccount = {
  n: number
  id: string
  owner_type: string
  owner_id: string
  purpose: string
  currency_code: string
  guarded: boolean | null
}

/** The accounts of all entries, each once and numbered. */
class AccountList {
  readonly all: NumberedAccount[] = []
  private readonly byName = new Map<string, NumberedAccount>()

  numberOf(account: AccountRef, currencyCode: string): number {
    const name = accountName(account, currencyCode)
    const guarded = account.guarded ?? null
    const known = this.byName.get(name)
    if (known) {
      if (guarded !== null && known.guarded !== null && guarded !== known.guarded)
        throw new TypeError("Invalid ledger entry: an account is marked both guarded and unguarded")
      known.guarded ??= guarded
      return known.n
    }
    const created: NumberedAccount = {
      n: this.all.length + 1,
      id: generateEntityId(undefined, "lacc"),
      owner_type: account.owner_type,
      owner_id: account.owner_id,
      purpose: account.purpose,
      currency_code: currencyCode,
      guarded,
    }
    this.all.push(created)
    this.byName.set(name, created)
    return created.n
  }
}

const Refused = z.looseObject({ code: z.string().optional(), constraint: z.string().optional() })

/** Maps a refusal by the database to a typed error; returns other errors unchanged. */
const refusalOf = (error: unknown): unknown => {
  const { code, constraint } = Refused.safeParse(error).data ?? {}
  if (code === "LE001") return ledgerErrors.fail("idempotency_key_reused", { cause: error })
  if (constraint === "ledger_account_guard_check") return ledgerErrors.fail("insufficient_balance", { cause: error })
  return error
}

/** One entry per key. The same key with different input is refused within one call too. */
const distinct = (entries: readonly LedgerEntryInput[]) => {
  const byKey = new Map<string, { entry: LedgerEntryInput; hash: string }>()
  for (const entry of entries) {
    checkEntry(entry)
    const hash = hashOfEntry(entry)
    const known = byKey.get(entry.key)
    if (known && known.hash !== hash) throw ledgerErrors.fail("idempotency_key_reused")
    byKey.set(entry.key, known ?? { entry, hash })
  }
  return [...byKey.values()]
}

const PostedRow = z.object({ entry_key: column.text, entry_id: column.text, created: column.boolean })

/**
 * Posts entries in the caller's transaction, in one statement, and creates missing accounts. Balances are updated in the
 * same statement; the account rows stay locked until the caller's commit. So post as late in a transaction as possible,
 * and once: several calls in one transaction can deadlock with a transaction that posts to the same accounts in another
 * order.
 *
 * Returns one result per entry, in order. For a key used before with the same input, returns the existing entry
 * (`created: false`). Throws `idempotency_key_reused` for different input, `unbalanced_entry`, `insufficient_balance` when
 * a guarded account would end below zero, and TypeError for an invalid entry. After a refusal by the database the caller's
 * transaction can only be rolled back.
 */
export const postEntries = async (
  trx: Knex.Transaction,
  entries: readonly LedgerEntryInput[]
): Promise<PostedEntry[]> => {
  if (entries.length === 0) return []
  const accounts = new AccountList()
  const requestId = currentRequestId() ?? null
  const rows = distinct(entries).map(({ entry, hash }) => ({
    id: generateEntityId(undefined, "lent"),
    key: entry.key,
    input_hash: hash,
    kind: entry.kind,
    source_type: entry.source.type,
    source_id: entry.source.id,
    description: entry.description,
    metadata: entry.metadata ?? null,
    request_id: requestId,
    occurred_at: entry.occurred_at,
    postings: entry.postings.map(({ account, amount }) => ({
      n: accounts.numberOf(account, entry.currency_code),
      amount: amount.toString(),
    })),
  }))
  try {
    const posted = await sqlRows(
      trx,
      PostedRow,
      "SELECT * FROM ledger_post(CAST(:accounts AS jsonb), CAST(:entries AS jsonb), CAST(:at AS timestamptz))",
      { accounts: JSON.stringify(accounts.all), entries: JSON.stringify(rows), at: clock.now() }
    )
    const written = new Map(posted.map((row) => [row.entry_key, row]))
    return entries.map(({ key }) => {
      const row = written.get(key)
      if (!row) throw new Error("ledger_post returned no result for an entry")
      return { id: row.entry_id, key, created: row.created }
    })
  } catch (error) {
    throw refusalOf(error)
  }
}

import { currencyCodeText, idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

const name = z.string().regex(/^[a-z0-9][a-z0-9_.:-]{0,99}$/, "Enter the name as shown in the ledger")
const ownerId = idText

export const AccountListQuery = z.strictObject({
  ...pageQuery,
  order: orderQuery(["name", "balance", "created_at"], "name"),
  /** Searches the owner's type, id and name, and the purpose. */
  q: safeText({ max: 200 }).optional(),
  id: listOf(idText).optional(),
  owner_type: name.optional(),
  owner_id: ownerId.optional(),
  purpose: name.optional(),
  currency_code: currencyCodeText.optional(),
})
export type AccountListQuery = z.infer<typeof AccountListQuery>

export const EntryListQuery = z.strictObject({
  ...pageQuery,
  order: orderQuery(["occurred_at", "created_at", "kind"], "-occurred_at"),
  /** Searches the id, key, source id and description. */
  q: safeText({ max: 200 }).optional(),
  id: listOf(idText).optional(),
  /** Entries that post to this account. */
  account_id: idText.optional(),
  /** Entries that post to an account of this owner. */
  owner_type: name.optional(),
  owner_id: ownerId.optional(),
  source_type: name.optional(),
  source_id: safeText({ min: 1, max: 255 }).optional(),
  kind: name.optional(),
})
export type EntryListQuery = z.infer<typeof EntryListQuery>

const moment = z.iso.datetime()
/** Whole minor units as text: a JSON number would lose digits. */
const minorUnits = z.string().regex(/^-?\d+$/)

const owner = {
  owner_type: z.string(),
  owner_id: z.string(),
  /** The owner's display name; null if no plugin provides it. */
  owner_name: z.string().nullable(),
}

export const AccountView = z.strictObject({
  id: z.string(),
  ...owner,
  purpose: z.string(),
  currency_code: z.string(),
  guarded: z.boolean(),
  balance: minorUnits,
  created_at: moment,
})
export type AccountView = z.infer<typeof AccountView>

export const PostingView = z.strictObject({
  position: z.number().int(),
  account_id: z.string(),
  ...owner,
  purpose: z.string(),
  currency_code: z.string(),
  amount: minorUnits,
})
export type PostingView = z.infer<typeof PostingView>

export const EntryView = z.strictObject({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  source: z.strictObject({ type: z.string(), id: z.string() }),
  description: z.string(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  request_id: z.string().nullable(),
  occurred_at: moment,
  created_at: moment,
  postings: z.array(PostingView),
})
export type EntryView = z.infer<typeof EntryView>

const page = { count: z.number().int(), offset: z.number().int(), limit: z.number().int() }

export const AccountListAnswer = z.strictObject({
  accounts: z.array(AccountView),
  ...page,
  /** Number and sum of all accounts per currency, regardless of the filter. */
  totals: z.array(z.strictObject({ currency_code: z.string(), accounts: z.number().int(), sum: minorUnits })),
})
export type AccountListAnswer = z.infer<typeof AccountListAnswer>

export const EntryListAnswer = z.strictObject({ entries: z.array(EntryView), ...page })
export type EntryListAnswer = z.infer<typeof EntryListAnswer>

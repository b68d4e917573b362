import { defineExtensionPoint } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What staff call the owners of one type. Each function is one statement at most. */
export type OwnerNames = {
  /** An account's `owner_type`, e.g. `affiliate`. */
  readonly type: string
  /** Names by id; an owner without one is shown by its id. */
  readonly of: (knex: Knex, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Ids of the owners whose name contains these words, a hundred at most. */
  readonly find: (knex: Knex, words: string) => Promise<readonly string[]>
}

/** Names of the owners of accounts: the ledger knows only their ids. Added by the plugin that owns them. */
export const ownerNames = defineExtensionPoint<OwnerNames>({ name: "ledger.owner-names", key: ({ type }) => type })

import { defineExtensionPoint } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Display names of the owners of one type. Each function should send at most one statement. */
export type OwnerNames = {
  /** An account's `owner_type`, e.g. `affiliate`. */
  readonly type: string
  /** Names by id; an owner without a name is shown by id. */
  readonly of: (knex: Knex, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Ids of the owners whose name contains these words, at most a hundred. */
  readonly find: (knex: Knex, words: string) => Promise<readonly string[]>
}

/** Names of account owners, added by the plugin that owns them. The ledger knows only their ids. */
export const ownerNames = defineExtensionPoint<OwnerNames>({ name: "ledger.owner-names", key: ({ type }) => type })

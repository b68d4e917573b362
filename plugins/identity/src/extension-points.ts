import { type AtriumError, defineExtensionPoint } from "@atrium/kernel"

/**
 * A type of account that can sign in. Accounts of a type without an entry cannot register, sign in or act: signed tokens
 * of an unknown type are refused.
 */
export type ActorDefinition = {
  /** Core links the account as `app_metadata.<type>_id`. */
  readonly type: string
  /** The table of the accounts, as SQL. Its `deleted_at` is always checked. */
  readonly table: string
  /** SQL condition on the alias `actor` that is true while the account may act. Default: always true. */
  readonly active?: string
  /** The error for an account that exists but may not act. Default: the credential is ignored. */
  readonly refusal?: () => AtriumError
}

/** Types of accounts that can sign in: customers, staff, and those that other plugins add. */
export const actors = defineExtensionPoint<ActorDefinition>({ name: "identity.actors", key: ({ type }) => type })

actors.addAll("identity", [
  { type: "user", table: `"user"` },
  { type: "customer", table: "customer", active: "actor.has_account" },
])

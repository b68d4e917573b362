import { type AtriumError, defineExtensionPoint } from "@atrium/kernel"

/**
 * A kind of account that can sign in. An account type without an entry here cannot register, sign in or act: a signed
 * token of an unknown type is worth nothing.
 */
export type ActorDefinition = {
  /** Core links an account as `app_metadata.<type>_id`. */
  readonly type: string
  /** The table of the accounts, as SQL writes it. Its `deleted_at` is checked anyway. */
  readonly table: string
  /** SQL over the alias `actor` that is true while the account may act. Default: always. */
  readonly active?: string
  /** The error for an account that exists and may not act. Default: the credential counts as not sent. */
  readonly refusal?: () => AtriumError
}

/** Kinds of accounts that can sign in: customers and staff, and what other plugins add. */
export const actors = defineExtensionPoint<ActorDefinition>({ name: "identity.actors", key: ({ type }) => type })

actors.addAll("identity", [
  { type: "user", table: `"user"` },
  { type: "customer", table: "customer", active: "actor.has_account" },
])

import { type AtriumError, defineExtensionPoint } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

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

/** A customer has proven that an email address is theirs, by registering or by changing their address. */
export type ProvenAddress = {
  readonly email: string
  /** Different for each proof, and for the repetition of the work after an interruption. */
  readonly key: string
  /** When to run; undefined for now. */
  readonly runAt?: Date
}

/**
 * Work to do when a customer has proven an email address. It is scheduled twice for each registration: now, and a minute
 * later in case the process died in between, so it must be repeatable. It reads the account with `provenAccountWith`.
 */
export const provenAddressWork = defineExtensionPoint<{
  readonly name: string
  readonly work: (address: ProvenAddress) => WorkToEnqueue[]
}>({ name: "identity.proven-address-work", key: ({ name }) => name })

/** The work of all plugins for one proof. */
export const workForProvenAddress = (address: ProvenAddress): WorkToEnqueue[] =>
  provenAddressWork.all().flatMap(({ work }) => work(address))

import { type AtriumError, defineExtensionPoint } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

import { errors } from "./contracts"

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
  /** Such an account is refused at sign-in too, after the right password. Default: only its requests are. */
  readonly refusedAtSignIn?: true
}

const NOT_SUSPENDED = `NOT EXISTS (
  SELECT FROM customer_suspension suspension
  WHERE suspension.customer_id = actor.id AND suspension.ended_at IS NULL)`

/** Types of accounts that can sign in: customers, staff, and those that other plugins add. */
export const actors = defineExtensionPoint<ActorDefinition>({ name: "identity.actors", key: ({ type }) => type })

actors.addAll("identity", [
  { type: "user", table: `"user"` },
  {
    type: "customer",
    // A customer without an account is a guest, whom no one can sign in as.
    table: "(SELECT id, deleted_at FROM customer WHERE has_account)",
    active: NOT_SUSPENDED,
    refusal: () => errors.fail("account_suspended"),
    refusedAtSignIn: true,
  },
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

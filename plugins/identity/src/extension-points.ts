import { type AtriumError, createRegistry } from "@atrium/kernel"

/**
 * A kind of account that can sign in. An account type without an entry here cannot register, sign in or act: a signed
 * token of an unknown type is worth nothing.
 */
export type ActorDefinition = {
  /** The table of the accounts, as SQL writes it. Its `deleted_at` is checked anyway. */
  readonly table: string
  /** SQL over the alias `actor` that is true while the account may act. Default: always. */
  readonly active?: string
  /** The error for an account that exists and may not act. Default: the credential counts as not sent. */
  readonly refusal?: () => AtriumError
}

const actors = createRegistry<ActorDefinition>("identity.actors")

/** Lets accounts of this type sign in. Core links them as `app_metadata.<type>_id`. Call it at import time. */
export const registerActor = (type: string, definition: ActorDefinition): void => actors.register(type, definition)

export const actorDefinition = (type: string): ActorDefinition | undefined => actors.get(type)

registerActor("user", { table: `"user"` })
registerActor("customer", { table: "customer", active: "actor.has_account" })

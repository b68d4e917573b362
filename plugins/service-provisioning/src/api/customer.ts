import { type Actor, commonErrors } from "@atrium/kernel"

/** The signed-in customer's id; undefined for a guest. */
export const customerIdOf = (actor: Actor): string | undefined =>
  actor.type === "customer" ? (actor.id ?? undefined) : undefined

/** The signed-in customer's id, on routes that only customers may call. */
export const signedInCustomer = (actor: Actor): string => {
  const id = customerIdOf(actor)
  if (id === undefined) throw commonErrors.fail("unauthorized")
  return id
}

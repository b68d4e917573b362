import { type Actor, commonErrors } from "@atrium/kernel"

/** The signed-in provider's id; routes of the actor `provider` act only on that provider's data. */
export const providerIdOf = ({ type, id }: Actor): string => {
  if (type !== "provider" || id === null) throw commonErrors.fail("unauthorized")
  return id
}

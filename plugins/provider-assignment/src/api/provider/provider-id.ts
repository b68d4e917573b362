import { type Actor, commonErrors } from "@atrium/kernel"

/** The signed-in provider: routes of the actor `provider` act only on what is theirs. */
export const providerIdOf = ({ type, id }: Actor): string => {
  if (type !== "provider" || id === null) throw commonErrors.fail("unauthorized")
  return id
}

import { type Actor, commonErrors } from "@atrium/kernel"

/** The signed-in account whose emails the route is about. */
export const readerOf = ({ type, id }: Actor): { actor: string; id: string } => {
  if (!id) throw commonErrors.fail("unauthorized")
  return { actor: type, id }
}

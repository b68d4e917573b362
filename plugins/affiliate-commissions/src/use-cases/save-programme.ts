import { type Actor, commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CreateProgramme } from "../contracts/programmes"
import { changeProgramme, insertProgramme, type ProgrammeChange } from "../data/programmes"

/** Makes a program with its first terms; returns its id. The shop's first one is the default. */
export const createProgramme = (
  container: MedusaContainer,
  { actor, ...programme }: CreateProgramme & { actor: Actor }
): Promise<string> =>
  container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .transaction((trx) => insertProgramme(trx, programme, actor))

/** Changes a program; new terms apply to orders paid from now on. Throws `not_found`. */
export const updateProgramme = async (
  container: MedusaContainer,
  { id, actor, change }: { id: string; actor: Actor; change: ProgrammeChange }
): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const changed = await knex.transaction((trx) => changeProgramme(trx, id, change, actor))
  if (!changed) throw commonErrors.fail("not_found")
}

import { knexOf, type Person, personalData } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findPerson } from "../data/core/person"

/** The person with this address and everything that is theirs. */
export const readPerson = async (container: MedusaContainer, email: string): Promise<Person> => {
  const person = await findPerson(knexOf(container), email)
  const mentions: string[] = []
  for (const entry of personalData.all()) mentions.push(...((await entry.mentions?.(container, person)) ?? []))
  return { ...person, mentions: [...new Set(mentions)] }
}

/** Whether the shop has anything of a customer with this address. */
export const isKnown = ({ customers, orders, carts }: Person): boolean =>
  customers.length + orders.length + carts.length > 0

/** What must end before the person can be erased, in sentences. */
export const readUnsettled = async (container: MedusaContainer, person: Person): Promise<string[]> => {
  const sentences: string[] = []
  for (const entry of personalData.all()) sentences.push(...((await entry.unsettled?.(container, person)) ?? []))
  return [...new Set(sentences)]
}

import { knexOf, type Person, personalData } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { findPerson } from "../data/core/person"

const merged = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])]

/** The person with this address and everything that is theirs. */
export const readPerson = async (container: MedusaContainer, email: string): Promise<Person> => {
  const person = await findPerson(knexOf(container), email)
  const mentions: string[] = []
  for (const entry of personalData.all()) mentions.push(...((await entry.mentions?.(container, person)) ?? []))
  return { ...person, mentions: [...new Set(mentions)] }
}

/** The keys of both, each once. */
export const mergePersons = (one: Person, other: Person): Person => ({
  emails: merged(one.emails, other.emails),
  customers: merged(one.customers, other.customers),
  identities: merged(one.identities, other.identities),
  orders: merged(one.orders, other.orders),
  carts: merged(one.carts, other.carts),
  mentions: merged(one.mentions, other.mentions),
})

/** Whether the shop has anything of a customer with this address. */
export const isKnown = ({ customers, orders, carts }: Person): boolean =>
  customers.length + orders.length + carts.length > 0

/** What must end before the person can be erased, in sentences. */
export const readUnsettled = async (container: MedusaContainer, person: Person): Promise<string[]> => {
  const sentences: string[] = []
  for (const entry of personalData.all()) sentences.push(...((await entry.unsettled?.(container, person)) ?? []))
  return [...new Set(sentences)]
}

import { commonErrors } from "@atrium/kernel"
import { env, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { EmailPreference } from "../contracts/email-preferences"
import { notificationErrors } from "../contracts/errors"
import { changeOptOuts, optOutsOf } from "../data/opt-outs"
import { openUnsubscribeToken } from "../domain/unsubscribe-token"
import { mailCategories, mailRecipients } from "../extension-points"

type Reader = { readonly actor: string; readonly id: string }

/** @throws not_found for an account without an address */
const addressOf = async (container: MedusaContainer, { actor, id }: Reader): Promise<string> => {
  const address = await mailRecipients.get(actor)?.addressOf(container, id)
  if (!address) throw commonErrors.fail("not_found")
  return address
}

const categoriesFor = ({ actor }: Reader) => mailCategories.all().filter(({ audience }) => audience === actor)

/** The kinds of email that a reader can turn off, and whether they get them. */
export const readEmailPreferences = async (container: MedusaContainer, reader: Reader): Promise<EmailPreference[]> => {
  const off = new Set(await optOutsOf(knexOf(container), await addressOf(container, reader)))
  return categoriesFor(reader).map(({ key, label, description }) => ({
    category: key,
    label,
    description,
    subscribed: !off.has(key),
  }))
}

/**
 * Turns kinds of email on or off. Emails that are queued when it is called follow the choice, too.
 * @throws invalid_input for unknown categories and those of other accounts
 */
export const changeEmailPreferences = async (
  container: MedusaContainer,
  reader: Reader,
  subscribed: Readonly<Record<string, boolean>>
): Promise<EmailPreference[]> => {
  const known = new Set(categoriesFor(reader).map(({ key }) => key))
  const wrong = Object.keys(subscribed).filter((category) => !known.has(category))
  if (wrong.length > 0)
    throw commonErrors.fail("invalid_input", {
      details: Object.fromEntries(wrong.map((category) => [`subscribed.${category}`, "Choose one of your categories"])),
    })
  const chosen = (value: boolean) => Object.keys(subscribed).filter((category) => subscribed[category] === value)
  const email = await addressOf(container, reader)
  await knexOf(container).transaction((trx) => changeOptOuts(trx, { email, off: chosen(false), on: chosen(true) }))
  return readEmailPreferences(container, reader)
}

/**
 * Turns off the kind of email that an unsubscribe link was in, for the address it was sent to. Repeatable.
 * @throws unsubscribe_link_invalid
 */
export const unsubscribe = async (container: MedusaContainer, token: string): Promise<{ label: string | null }> => {
  const opened = openUnsubscribeToken(env().COOKIE_SECRET, token)
  if (!opened) throw notificationErrors.fail("unsubscribe_link_invalid")
  await changeOptOuts(knexOf(container), { email: opened.email, off: [opened.category] })
  return { label: mailCategories.get(opened.category)?.label ?? null }
}

import {
  column,
  DecryptionError,
  knexOf,
  mentionsPerson,
  type Person,
  type PersonalData,
  sqlChanges,
  sqlRows,
} from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { openProps, withProps } from "./encrypted-messages"

const TO_PERSON = "lower(recipient) = ANY(:emails)"

const CLEARED = `props = '{}', reason = NULL, status = CASE WHEN status = 'pending' THEN 'failed' ELSE status END`

// The row stays under another address, so that no reconciler sends the same email again. Emails to others about the person
// lose their contents, but keep their recipient.
const ERASE = `
  UPDATE message SET ${CLEARED},
    recipient = CASE WHEN ${TO_PERSON} THEN 'erased-' || id || '@erased.invalid' ELSE recipient END
  WHERE (${TO_PERSON} OR ${mentionsPerson("event")}) AND (${TO_PERSON} OR props <> '{}' OR reason IS NOT NULL)`

const READ_AT_ONCE = 500
const Stored = z.object({ id: column.text, props: z.unknown() })

const wordsOf = ({ emails, orders, carts, customers, identities, mentions }: Person): string[] =>
  [emails, orders, carts, customers, identities, mentions].flat().map((word) => word.toLowerCase())

/** Contents that no key decrypts can't be sent either: they count as the person's. */
const isAbout = ({ id, props }: z.infer<typeof Stored>, words: readonly string[]): boolean => {
  try {
    const text = JSON.stringify(openProps(id, props)).toLowerCase()
    return words.some((word) => text.includes(word))
  } catch (error) {
    if (error instanceof DecryptionError) return true
    throw error
  }
}

/** Clears emails to others whose contents mention the person. They are encrypted, so all that have contents are read. */
const clearMentions = async (trx: Knex.Transaction, person: Person): Promise<number> => {
  const words = wordsOf(person)
  let cleared = 0
  for (let after: string | undefined = ""; after !== undefined;) {
    const rows: z.infer<typeof Stored>[] = await sqlRows(
      trx,
      Stored,
      "SELECT id, props FROM message WHERE id > :after AND props <> '{}' ORDER BY id LIMIT :most",
      { after, most: READ_AT_ONCE }
    )
    const ids = rows.filter((row) => isAbout(row, words)).map(({ id }) => id)
    if (ids.length > 0) cleared += await sqlChanges(trx, `UPDATE message SET ${CLEARED} WHERE id = ANY(:ids)`, { ids })
    after = rows.at(-1)?.id
  }
  return cleared
}

const Exported = withProps(z.looseObject({ id: column.text }), "contents")

/** Emails to and about a person. */
export const messagePersonalData: PersonalData = {
  table: "message",
  what: "emails",
  erasure: "cleared",
  why: "that an email was sent stays, so that it isn't sent again",
  read: async (container, person) =>
    (
      await sqlRows(
        knexOf(container),
        Exported,
        `SELECT id, template AS email, recipient, status, sent_at, created_at, props AS contents FROM message
         WHERE ${TO_PERSON} ORDER BY created_at`,
        person
      )
    ).map(({ id: _id, ...row }) => row),
  erase: async (_container, person, trx) => (await sqlChanges(trx, ERASE, person)) + (await clearMentions(trx, person)),
}

import { eraseBySql, mentionsPerson, type PersonalData, readBySql } from "@atrium/server"

const TO_PERSON = "lower(recipient) = ANY(:emails)"
const ABOUT_PERSON = `(${TO_PERSON} OR ${mentionsPerson("event || ' ' || CAST(props AS text)")})`

// The row stays under another address, so that no reconciler sends the same email again. Emails to others about the person
// lose their contents, but keep their recipient.
const ERASE = `
  UPDATE message SET props = '{}', reason = NULL,
    status = CASE WHEN status = 'pending' THEN 'failed' ELSE status END,
    recipient = CASE WHEN ${TO_PERSON} THEN 'erased-' || id || '@erased.invalid' ELSE recipient END
  WHERE ${ABOUT_PERSON} AND (${TO_PERSON} OR props <> '{}' OR reason IS NOT NULL)`

/** Emails to and about a person. */
export const messagePersonalData: PersonalData = {
  table: "message",
  what: "emails",
  erasure: "cleared",
  why: "that an email was sent stays, so that it isn't sent again",
  read: readBySql(
    `SELECT template AS email, recipient, status, sent_at, created_at, props AS contents FROM message
     WHERE ${TO_PERSON} ORDER BY created_at`
  ),
  erase: eraseBySql(ERASE),
}

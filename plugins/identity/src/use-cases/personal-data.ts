import { eraseBySql, idsBySql, type PersonalData, readBySql, unsettledBySql, withoutCustomers } from "@atrium/server"
import { eraseRecipients } from "@atrium/notifications/tx"
import { Modules } from "@medusajs/framework/utils"

import { IDENTITIES, SHARED_SIGN_IN, SIGN_IN_ADDRESSES } from "../data/core/personal-sign-ins"
import { emailChangeEvent } from "../mail/email-change-request"
import { clearAuthorizations } from "./authorize-credential"

/** Ends every sign-in of the person at once: without its identity, no token is valid. */
export const endingPersonalData: readonly PersonalData[] = [
  {
    table: "auth_identity",
    what: "the sign-in with its password; every sign-in ends",
    erasure: "deleted",
    unsettled: unsettledBySql(SHARED_SIGN_IN),
    erase: async (container, person) => {
      const ids = await idsBySql(container, person, IDENTITIES)
      if (ids.length > 0) await container.resolve(Modules.AUTH).deleteAuthIdentities(ids)
      clearAuthorizations()
      return ids.length
    },
  },
]

const OWN_CHANGE = "(customer_id = ANY(:customers) OR identity_id = ANY(:identities))"
/** What the emails of a change are unique by. */
const CHANGES = `SELECT left(stop_hash, 32) AS id FROM email_change WHERE ${OWN_CHANGE}`

const WITH_SIGN_IN = "with the sign-in"

export const identityPersonalData: readonly PersonalData[] = [
  {
    table: "provider_identity",
    what: "the address of the sign-in",
    erasure: "deleted",
    why: WITH_SIGN_IN,
    read: readBySql(SIGN_IN_ADDRESSES),
  },
  ...["auth_mfa_factor", "auth_verification", "auth_password_reset_token"].map((table): PersonalData => ({
    table,
    what: "what was needed to sign in",
    erasure: "deleted",
    why: WITH_SIGN_IN,
  })),
  {
    table: "email_change",
    what: "changes of the email address",
    erasure: "deleted",
    read: readBySql(
      `SELECT from_email, to_email, requested_at, confirmed_at FROM email_change
       WHERE customer_id = ANY(:customers) ORDER BY requested_at`
    ),
    // The address that the person wanted to change to may be anyone's, so it is found by the change.
    mentions: (container, person) => idsBySql(container, person, CHANGES),
    erase: async (container, person, trx) => {
      const changes = await idsBySql(container, person, CHANGES)
      await eraseRecipients(
        trx,
        changes.map((change) => emailChangeEvent(change))
      )
      return eraseBySql(`DELETE FROM email_change WHERE ${OWN_CHANGE}`)(container, person, trx)
    },
  },
  {
    table: "emailed_link",
    what: "links to register or to choose a password",
    erasure: "deleted",
    read: readBySql("SELECT purpose, email, sent_at, expires_at FROM emailed_link WHERE lower(email) = ANY(:emails)"),
    erase: eraseBySql("DELETE FROM emailed_link WHERE lower(email) = ANY(:emails)"),
  },
  {
    table: "sign_in",
    what: "where the person was signed in",
    erasure: "deleted",
    read: readBySql(
      `SELECT browser, system, first_seen_at, last_seen_at, expires_at FROM sign_in
       WHERE identity_id = ANY(:identities) ORDER BY first_seen_at`
    ),
    erase: eraseBySql("DELETE FROM sign_in WHERE identity_id = ANY(:identities)"),
  },
  {
    table: "customer_suspension",
    what: "suspensions of the account, with their reasons",
    erasure: "deleted",
    read: readBySql(
      `SELECT reason, suspended_at, end_reason, ended_at FROM customer_suspension
       WHERE customer_id = ANY(:customers) ORDER BY suspended_at`
    ),
    erase: eraseBySql("DELETE FROM customer_suspension WHERE customer_id = ANY(:customers)"),
  },
  ...withoutCustomers("hashes of tokens and codes, until they expire", ["revoked_token", "spent_code"]),
]

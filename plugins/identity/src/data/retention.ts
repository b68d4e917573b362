import { removeBySql, type RetentionRule } from "@atrium/server"

const deleteExpired = (table: "emailed_link" | "revoked_token" | "sign_in" | "spent_code"): string =>
  `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE expires_at < :before LIMIT :most)`

export const emailedLinkRetention: RetentionRule = {
  table: "emailed_link",
  what: "expired registration and password links, with their addresses",
  keptDays: 1,
  why: "a user who opens an expired link sees that it has expired",
  time: "machine",
  remove: removeBySql(deleteExpired("emailed_link")),
}

export const emailChangeRetention: RetentionRule = {
  table: "email_change",
  what: "changes of email addresses, with both addresses",
  keptDays: 8,
  why: "the previous address can undo the change for seven days",
  remove: removeBySql(
    "DELETE FROM email_change WHERE id IN (SELECT id FROM email_change WHERE requested_at < :before LIMIT :most)"
  ),
}

export const revokedTokenRetention: RetentionRule = {
  table: "revoked_token",
  what: "revoked tokens that have expired",
  keptDays: 1,
  why: "expired tokens are refused anyway",
  time: "machine",
  remove: removeBySql(deleteExpired("revoked_token")),
}

export const spentCodeRetention: RetentionRule = {
  table: "spent_code",
  what: "used verification codes that have expired",
  keptDays: 1,
  why: "expired codes are refused anyway",
  time: "machine",
  remove: removeBySql(deleteExpired("spent_code")),
}

export const signInRetention: RetentionRule = {
  table: "sign_in",
  what: "sign-ins that have expired, with the browser and the times of use",
  keptDays: 1,
  why: "their owner sees only the sign-ins that are valid",
  time: "machine",
  remove: removeBySql(deleteExpired("sign_in")),
}

import { removeBySql, type RetentionRule } from "@atrium/server"

const deleteExpired = (table: "emailed_link" | "revoked_token" | "spent_code"): string =>
  `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE expires_at < :before LIMIT :most)`

export const emailedLinkRetention: RetentionRule = {
  table: "emailed_link",
  what: "emailed links to register or to choose a password that expired, with their addresses",
  keptDays: 1,
  why: "an expired link is explained to the person who opens it",
  time: "machine",
  remove: removeBySql(deleteExpired("emailed_link")),
}

export const revokedTokenRetention: RetentionRule = {
  table: "revoked_token",
  what: "revoked sign-ins that expired",
  keptDays: 1,
  why: "an expired token is refused without them",
  time: "machine",
  remove: removeBySql(deleteExpired("revoked_token")),
}

export const spentCodeRetention: RetentionRule = {
  table: "spent_code",
  what: "verification codes that were used and expired",
  keptDays: 1,
  why: "an expired code is refused without them",
  time: "machine",
  remove: removeBySql(deleteExpired("spent_code")),
}

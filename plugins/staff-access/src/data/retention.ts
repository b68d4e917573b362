import { removeBySql, type RetentionRule } from "@atrium/server"

const DELETE_INVITATIONS = `
  DELETE FROM staff_invitation WHERE email IN (
    SELECT email FROM staff_invitation WHERE created_at < :before LIMIT :most)`

export const invitationRetention: RetentionRule = {
  table: "staff_invitation",
  what: "invitations that were not accepted, with their addresses",
  keptDays: 90,
  why: "invitations can be resent for some weeks",
  remove: removeBySql(DELETE_INVITATIONS),
}

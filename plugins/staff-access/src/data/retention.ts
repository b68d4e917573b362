import { removeBySql, type RetentionRule } from "@atrium/server"

const DELETE_INVITATIONS = `
  DELETE FROM staff_invitation WHERE email IN (
    SELECT email FROM staff_invitation WHERE created_at < :before LIMIT :most)`

export const invitationRetention: RetentionRule = {
  table: "staff_invitation",
  what: "roles of people who were invited and did not accept, with their addresses",
  keptDays: 90,
  why: "an invitation can be sent again for some weeks",
  remove: removeBySql(DELETE_INVITATIONS),
}

import { removeBySql, type RetentionRule } from "@atrium/server"

// The row and its recipient stay, so that a reconciler does not send the same email twice.
const EMPTY_CONTENTS = `
  UPDATE message SET props = '{}' WHERE id IN (
    SELECT id FROM message WHERE created_at < :before AND status IN ('sent', 'failed', 'skipped') AND props <> '{}' LIMIT :most)`

export const messageRetention: RetentionRule = {
  table: "message",
  what: "contents of sent and failed emails",
  keptDays: 180,
  why: "support looks up what an email said",
  remove: removeBySql(EMPTY_CONTENTS),
}

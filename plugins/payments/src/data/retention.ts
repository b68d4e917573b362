import { removeBySql, type RetentionRule } from "@atrium/server"

// The row stays: an event counts once for ever. Events that failed keep their body, for they can still be retried.
const EMPTY_BODIES = `
  UPDATE gateway_event SET body = '{}' WHERE id IN (
    SELECT id FROM gateway_event
    WHERE received_at < :before AND status IN ('processed', 'ignored') AND body <> '{}' LIMIT :most)`

export const gatewayEventRetention: RetentionRule = {
  what: "bodies of gateways' events that were applied",
  keptDays: 400,
  why: "disputes may be opened for up to a year after a payment",
  remove: removeBySql(EMPTY_BODIES),
}

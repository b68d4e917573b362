import { removeBySql, type RetentionRule } from "@atrium/server"

// The row stays, so that an event is processed only once. Failed events keep their body, because they can be retried.
const EMPTY_BODIES = `
  UPDATE gateway_event SET body = '{}' WHERE id IN (
    SELECT id FROM gateway_event
    WHERE received_at < :before AND status IN ('processed', 'ignored') AND body <> '{}' LIMIT :most)`

export const gatewayEventRetention: RetentionRule = {
  table: "gateway_event",
  what: "bodies of processed gateway events",
  keptDays: 400,
  why: "disputes can be opened for up to a year after a payment",
  remove: removeBySql(EMPTY_BODIES),
}

const EMPTY_SANDBOX_PAYMENTS = `
  UPDATE sandbox_payment_intent SET customer = NULL, description = NULL WHERE id IN (
    SELECT id FROM sandbox_payment_intent
    WHERE updated_at < :before AND (customer IS NOT NULL OR description IS NOT NULL) LIMIT :most)`

const DELETE_SANDBOX_EVENTS = `
  DELETE FROM sandbox_event WHERE id IN (
    SELECT id FROM sandbox_event WHERE created_at < :before AND delivered_at IS NOT NULL LIMIT :most)`

export const sandboxPaymentRetention: RetentionRule = {
  table: "sandbox_payment_intent",
  what: "customers of the sandbox gateway's payments (demo only)",
  keptDays: 90,
  why: "as long as purchases",
  remove: removeBySql(EMPTY_SANDBOX_PAYMENTS),
}

export const sandboxEventRetention: RetentionRule = {
  table: "sandbox_event",
  what: "delivered events of the sandbox gateway",
  keptDays: 90,
  why: "as long as its payments' customers",
  remove: removeBySql(DELETE_SANDBOX_EVENTS),
}

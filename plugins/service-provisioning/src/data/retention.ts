import { removeBySql, type RetentionRule } from "@atrium/server"

const EMPTY_PURCHASES = `
  UPDATE service_purchase SET customer = NULL, requirements = NULL, items = '[]', click_id = NULL WHERE id IN (
    SELECT id FROM service_purchase
    WHERE updated_at < :before AND order_id IS NULL AND status <> 'completed'
      AND (customer IS NOT NULL OR requirements IS NOT NULL OR items <> '[]' OR click_id IS NOT NULL)
    LIMIT :most)`

const DELETE_CLAIMS =
  "DELETE FROM purchase_claim WHERE id IN (SELECT id FROM purchase_claim WHERE requested_at < :before LIMIT :most)"

const DELETE_KEYS = `
  DELETE FROM idempotency_key WHERE (scope, key) IN (
    SELECT scope, key FROM idempotency_key WHERE created_at < :before LIMIT :most)`

export const purchaseRetention: RetentionRule = {
  table: "service_purchase",
  what: "customer details of purchases that never became an order",
  keptDays: 90,
  why: "late payments are settled within days, and shoppers resume purchases for some weeks",
  remove: removeBySql(EMPTY_PURCHASES),
}

export const idempotencyRetention: RetentionRule = {
  table: "idempotency_key",
  what: "stored responses for repeated requests",
  keptDays: 2,
  why: "clients may repeat a request for one day; the second day allows for clock differences",
  time: "machine",
  remove: removeBySql(DELETE_KEYS),
}

export const claimRetention: RetentionRule = {
  table: "purchase_claim",
  what: "links that add a guest's purchase to an account, with the purchase's address",
  keptDays: 2,
  why: "a link is valid for one day, and links are counted for one day",
  remove: removeBySql(DELETE_CLAIMS),
}

const DELETE_IMPORTS =
  "DELETE FROM service_import WHERE id IN (SELECT id FROM service_import WHERE created_at < :before LIMIT :most)"

export const importRetention: RetentionRule = {
  table: "service_import",
  what: "uploaded CSV files of services with their reports",
  keptDays: 30,
  why: "a merchant looks up what an import did in the weeks after it",
  remove: removeBySql(DELETE_IMPORTS),
}

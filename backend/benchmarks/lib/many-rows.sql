-- Service requests :from to :to with everything that belongs to them: order and payment, tasks, history, timeline,
-- assignments, commissions, ledger entries, emails, work, audit entries, gateway events. The same rows in every run. Only
-- benchmarks and tests may write the tables of Medusa and of several plugins like this.
--
-- The requests are for the services that exist. The demo's provider and affiliate own the first 40 and every twentieth, the
-- demo's customer the first 40 and every two-hundredth, so that their own lists are long. Request number 33 is
-- `svcreq_many_33`, with the reference SR-0000-0033-0XW, the only one with valid check characters. However few requests there are, providers, affiliates and their accounts fill more
-- than a page with each filter, so that a small shop's lists can be compared with a large one's.
BEGIN;
-- Triggers and foreign keys would look at every row; what they check holds by construction.
SET LOCAL session_replication_role = replica;
CREATE OR REPLACE FUNCTION pg_temp.own(i int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT i <= 40 OR i % 20 = 0 $$;
CREATE OR REPLACE FUNCTION pg_temp.pick(i int, texts text) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT (string_to_array(texts, ','))[1 + (hashint4(i) & 1023) % array_length(string_to_array(texts, ','), 1)] $$;
CREATE OR REPLACE FUNCTION pg_temp.at(i int) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
  $$ SELECT timestamptz '2026-01-01T00:00:00Z' + i * interval '97 seconds' $$;
CREATE OR REPLACE FUNCTION pg_temp.raw(amount int) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
  $$ SELECT jsonb_build_object('value', amount::text, 'precision', 20) $$;
CREATE TEMP TABLE demo ON COMMIT DROP AS SELECT
  (SELECT id FROM customer WHERE email = 'ravi@customers.atrium.test') AS customer,
  (SELECT id FROM provider WHERE email = 'asha@providers.atrium.test') AS provider,
  (SELECT id FROM affiliate WHERE code = 'MAYA10') AS affiliate,
  (SELECT id FROM affiliate_programme WHERE is_default) AS programme,
  (SELECT v.id FROM affiliate_programme_version v JOIN affiliate_programme p ON p.id = v.programme_id
   WHERE p.is_default ORDER BY v.id LIMIT 1) AS programme_version,
  (SELECT id FROM commission_rule_version ORDER BY id LIMIT 1) AS rule_version,
  (SELECT current_version_id FROM assignment_policy LIMIT 1) AS policy_version,
  (SELECT id FROM region WHERE currency_code = 'inr' AND deleted_at IS NULL LIMIT 1) AS region,
  (SELECT id FROM sales_channel ORDER BY created_at LIMIT 1) AS sales_channel;

CREATE TEMP TABLE offer ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY p.id) - 1 AS number, p.id AS service, p.title, t.current_version_id AS version,
  v.id AS tier, v.title AS tier_title, c.handle AS category
FROM service_template t JOIN product p ON p.id = t.product_id
JOIN (SELECT DISTINCT ON (product_id) product_id, id, title FROM product_variant WHERE deleted_at IS NULL
      ORDER BY product_id, variant_rank, id) v ON v.product_id = p.id
LEFT JOIN (SELECT product_id, min(handle) AS handle FROM product_category_product
           JOIN product_category ON id = product_category_id GROUP BY product_id) c ON c.product_id = p.id
WHERE t.deleted_at IS NULL AND p.deleted_at IS NULL;
ANALYZE offer;

CREATE TEMP TABLE bought ON COMMIT DROP AS
SELECT i, 'svcreq_many_' || i AS id, 'order_many_' || i AS order_id, 'ordli_many_' || i AS line_id, reference, status,
  offer.*, person, replace(lower(person), ' ', '.') || '@example.com' AS email,
  CASE WHEN i <= 40 OR i % 200 = 0 THEN demo.customer ELSE 'cus_many_' || i % (30 + :to / 5) END AS customer,
  CASE WHEN pg_temp.own(i) THEN demo.provider ELSE 'prov_many_' || i % (30 + :to / 400) END AS provider,
  CASE WHEN pg_temp.own(i) THEN demo.affiliate ELSE 'aff_many_' || i % (30 + :to / 100) END AS affiliate,
  pg_temp.at(i) AS at, 'inr' AS currency, 100 + i % 900 AS amount, pg_temp.raw(100 + i % 900) AS raw
FROM generate_series(:from, :to) i CROSS JOIN demo JOIN offer ON offer.number = i % (SELECT count(*) FROM offer)
CROSS JOIN LATERAL (SELECT
  'SR-' || lpad((i / 10000)::text, 4, '0') || '-' || lpad((i % 10000)::text, 4, '0') || CASE i WHEN 33 THEN '-0XW' ELSE '-0AA' END AS reference,
  pg_temp.pick(i, 'completed,completed,completed,completed,completed,in_progress,in_progress,team_assigned,pending_contact,cancelled') AS status,
  pg_temp.pick(i, 'Zoë,Asha,Li,Maria,Noor,Pavel,Priya,Omar,Ines,Kofi') || ' '
    || pg_temp.pick(i * 31, 'Iyer,Weber,Silva,Tanaka,Novak,Haddad,Okafor,Larsen') || ' ' || i % 997 AS person) facts;
ANALYZE bought;

INSERT INTO customer (id, first_name, last_name, email, has_account)
SELECT 'cus_many_' || i, 'Customer', pg_temp.pick(i, 'Iyer,Weber,Silva,Tanaka') || i, 'customer' || i || '@example.com', true
FROM generate_series(0, greatest(199, 29 + :to / 5)) i ON CONFLICT DO NOTHING;
INSERT INTO provider (id, name, email, status, skills, languages, regions, time_zone, working_hours,
  capacity_minutes_per_week, weight, last_assigned_at, created_at, updated_at)
SELECT 'prov_many_' || i, pg_temp.pick(i, 'Zoë,Asha,Li,Maria') || ' Provider ' || i, 'provider' || i || '@example.com', 'active',
  ARRAY[pg_temp.pick(i, 'gst,visa,trademark,accounts')], '{en}', '{}', 'UTC', '{}', 2400, 100, pg_temp.at(i), pg_temp.at(i), pg_temp.at(i)
FROM generate_series(0, greatest(99, 29 + :to / 400)) i ON CONFLICT DO NOTHING;
INSERT INTO provider_absence (id, provider_id, starts_at, ends_at, created_at, updated_at)
SELECT 'pabs_many_' || i, CASE WHEN pg_temp.own(i) THEN provider ELSE 'prov_many_' || i % 30 END,
  timestamptz '2027-01-01' + i * interval '1 day', timestamptz '2027-01-02' + i * interval '1 day', pg_temp.at(i), pg_temp.at(i)
FROM generate_series(1, 40 + :to / 100) i CROSS JOIN demo ON CONFLICT DO NOTHING;
INSERT INTO affiliate (id, programme_id, customer_id, code, status, created_at, updated_at)
SELECT 'aff_many_' || i, programme, 'cus_many_' || i, 'MANY' || i, CASE WHEN i % 9 = 0 THEN 'suspended' ELSE 'active' END,
  pg_temp.at(i), pg_temp.at(i)
FROM generate_series(0, greatest(199, 29 + :to / 100)) i CROSS JOIN demo ON CONFLICT DO NOTHING;
INSERT INTO affiliate_programme (id, name, created_at, updated_at)
SELECT 'affprog_many_' || i, 'Program ' || i, pg_temp.at(i), pg_temp.at(i)
FROM generate_series(0, 29 + :to / 1000) i ON CONFLICT DO NOTHING;
INSERT INTO affiliate_programme_version (id, programme_id, number, attribution, window_days, holding_days, valid_from)
SELECT 'affprogv_many_' || i, 'affprog_many_' || i, 1, 'last_click', 30, 30, pg_temp.at(i)
FROM generate_series(0, 29 + :to / 1000) i ON CONFLICT DO NOTHING;
INSERT INTO commission_rule (id, programme_id, service_id, created_at, updated_at)
SELECT 'commrule_many_' || i, 'affprog_many_' || i % 30, 'prod_many_' || i, pg_temp.at(i), pg_temp.at(i)
FROM generate_series(0, 29 + :to / 10) i ON CONFLICT DO NOTHING;
INSERT INTO commission_rule_version (id, rule_id, number, kind, config, valid_from)
SELECT 'commrulev_many_' || i, 'commrule_many_' || i, 1, 'percentage', jsonb_build_object('rate_bp', i % 3000), pg_temp.at(i)
FROM generate_series(0, 29 + :to / 10) i ON CONFLICT DO NOTHING;
INSERT INTO affiliate_click_day (affiliate_id, day, clicks)
SELECT a.id, date '2026-01-01' + d, 1 + d FROM affiliate a CROSS JOIN generate_series(0, 20) d ON CONFLICT DO NOTHING;
INSERT INTO "user" (id, first_name, last_name, email, created_at)
SELECT 'user_many_' || i, 'Staff', i::text, 'staff' || i || '@example.com', pg_temp.at(i)
FROM generate_series(0, 29 + :to / 2000) i ON CONFLICT DO NOTHING;

INSERT INTO order_address (id, customer_id, first_name, address_1, city, country_code, postal_code, created_at, updated_at)
SELECT 'ordaddr_many_' || i, customer, person, 'MG Road ' || i % 500, 'Bengaluru', 'in', '560001', at, at FROM bought;
INSERT INTO "order" (id, region_id, customer_id, sales_channel_id, status, email, currency_code, billing_address_id,
  shipping_address_id, created_at, updated_at)
SELECT order_id, region, bought.customer, sales_channel, 'pending', email, currency, 'ordaddr_many_' || i,
  'ordaddr_many_' || i, at, at
FROM bought CROSS JOIN demo;
INSERT INTO order_line_item (id, title, subtitle, variant_id, product_id, product_title, variant_title, requires_shipping,
  is_tax_inclusive, unit_price, raw_unit_price, metadata, created_at, updated_at)
SELECT line_id, title, tier_title, tier, service, title, tier_title, false, true, amount, raw,
  '{"service_purchase_item": 0}', at, at
FROM bought;
INSERT INTO order_item (id, order_id, version, item_id, quantity, raw_quantity, fulfilled_quantity, shipped_quantity,
  return_requested_quantity, return_received_quantity, return_dismissed_quantity, written_off_quantity, created_at, updated_at)
SELECT 'orditem_many_' || i, order_id, 1, line_id, 1, pg_temp.raw(1), 0, 0, 0, 0, 0, 0, at, at FROM bought;
INSERT INTO order_summary (id, order_id, version, totals, created_at, updated_at)
SELECT 'ordsum_many_' || i, order_id, 1, jsonb_build_object('paid_total', amount, 'raw_paid_total', raw, 'refunded_total', 0,
    'raw_refunded_total', pg_temp.raw(0), 'accounting_total', amount, 'raw_accounting_total', raw, 'credit_line_total', 0,
    'raw_credit_line_total', pg_temp.raw(0), 'transaction_total', amount, 'raw_transaction_total', raw,
    'pending_difference', 0, 'raw_pending_difference', pg_temp.raw(0), 'current_order_total', amount,
    'raw_current_order_total', raw, 'original_order_total', amount, 'raw_original_order_total', raw), at, at
FROM bought;
INSERT INTO order_transaction (id, order_id, version, amount, raw_amount, currency_code, reference, reference_id, created_at,
  updated_at)
SELECT 'ordtrx_many_' || i, order_id, 1, amount, raw, currency, 'capture', 'capt_many_' || i, at, at FROM bought;
INSERT INTO payment_collection (id, currency_code, amount, raw_amount, authorized_amount, raw_authorized_amount,
  captured_amount, raw_captured_amount, refunded_amount, raw_refunded_amount, status, completed_at, created_at, updated_at)
SELECT 'pay_col_many_' || i, currency, amount, raw, amount, raw, amount, raw, 0, pg_temp.raw(0), 'completed', at, at, at
FROM bought;
INSERT INTO payment_session (id, currency_code, amount, raw_amount, provider_id, data, status, authorized_at,
  payment_collection_id, created_at, updated_at)
SELECT 'payses_many_' || i, currency, amount, raw, 'pp_sandbox_sandbox', jsonb_build_object('id', 'pi_' || md5(i::text)),
  'authorized', at, 'pay_col_many_' || i, at, at
FROM bought;
INSERT INTO payment (id, amount, raw_amount, currency_code, provider_id, data, captured_at, payment_collection_id,
  payment_session_id, created_at, updated_at)
SELECT 'pay_many_' || i, amount, raw, currency, 'pp_sandbox_sandbox', jsonb_build_object('id', 'pi_' || md5(i::text)), at,
  'pay_col_many_' || i, 'payses_many_' || i, at, at
FROM bought;
INSERT INTO capture (id, amount, raw_amount, payment_id, created_at, updated_at)
SELECT 'capt_many_' || i, amount, raw, 'pay_many_' || i, at, at FROM bought;
INSERT INTO order_payment_collection (order_id, payment_collection_id, id)
SELECT order_id, 'pay_col_many_' || i, 'ordpay_many_' || i FROM bought;

INSERT INTO service_request (id, reference_number, order_id, order_line_item_id, unit, service_id, service_title,
  service_category, tier_id, tier_title, template_version_id, customer_id, customer_name, customer_email, customer_phone,
  requirements, intake, status, provider_id, provider_name, affiliate_id, affiliate_code, payment_id, payment_provider_id,
  payment_transaction_id, payment_amount, raw_payment_amount, currency_code, paid_at, due_at, estimated_contact_hours,
  created_at, updated_at)
SELECT id, reference, order_id, line_id, 1, service, title, category, tier, tier_title, version, customer, person, email,
  '+919876500000', 'As discussed on the phone.', '{"questions": [], "answers": {}}', status,
  CASE WHEN status NOT IN ('pending_contact', 'cancelled') THEN provider END,
  CASE WHEN status NOT IN ('pending_contact', 'cancelled') THEN 'Provider ' || i % 281 END,
  affiliate, 'MANY1', 'pay_many_' || i, 'pp_sandbox_sandbox', 'pi_' || md5(i::text), amount, raw, currency, at,
  CASE WHEN i % 5 > 0 THEN at + interval '10 days' END, 24, at, at + interval '1 day'
FROM bought;
INSERT INTO order_progress (order_id, progress, since, placed_at, completed_in_core, updated_at)
SELECT order_id, CASE status WHEN 'completed' THEN 'completed' WHEN 'cancelled' THEN 'canceled'
  WHEN 'in_progress' THEN 'processing' ELSE 'received' END, at, at, status = 'completed', at
FROM bought;
INSERT INTO service_request_task (id, service_request_id, key, name, description, status, holder, visible_to_client,
  sort_order, due_at, created_at, updated_at)
SELECT 'srtask_' || n || '_' || i, id, 'task-' || n, 'Collect the documents', '', CASE n WHEN 1 THEN 'done' ELSE 'to_do' END,
  CASE n WHEN 2 THEN 'client' ELSE 'team' END, true, n, at + n * interval '1 day', at, at
FROM bought CROSS JOIN generate_series(1, 3) n;
INSERT INTO service_request_status_history (id, service_request_id, old_status, new_status, actor_type, created_at, updated_at)
SELECT 'srhist_many_' || i, id, NULL, 'payment_confirmed', 'system', at, at FROM bought;
INSERT INTO tracked_subject (id, kind, subject_id, reference_number, title, status, status_since, last_seq, head_hash,
  created_at, updated_at)
SELECT 'trk_many_' || i, 'SR', id, reference, title, status, at, 1, md5(i::text), at, at FROM bought;
INSERT INTO timeline_event (id, subject_id, seq, type, status, visibility, occurred_at, content_hash, hash, created_at,
  updated_at)
SELECT 'tlev_many_' || i, id, 1, 'status_changed', 'payment_confirmed', 'public', at, md5(i::text), md5(i::text), at, at
FROM bought;
INSERT INTO assignment_decision (id, request_id, reference_number, policy_version_id, kind, winner_id, facts, candidates,
  actor_type, created_at, updated_at)
SELECT 'adec_many_' || i, id, reference, policy_version, CASE WHEN i % 9 = 0 THEN 'manual' ELSE 'direct' END,
  CASE WHEN i % 50 > 0 THEN bought.provider END, '{}', '[{"rank": 1}, {"rank": null}]', 'system', at, at
FROM bought CROSS JOIN demo;
INSERT INTO assignment (id, request_id, provider_id, decision_id, kind, effort_minutes, weeks, assigned_at, released_at,
  release_reason, created_at, updated_at)
SELECT 'asgn_many_' || i, id, provider, 'adec_many_' || i, 'direct', 60, '[]', at,
  CASE WHEN status = 'completed' THEN at + interval '5 days' END, CASE WHEN status = 'completed' THEN 'completed' END, at, at
FROM bought WHERE status NOT IN ('pending_contact', 'cancelled');

INSERT INTO affiliate_attribution (id, order_id, affiliate_id, programme_version_id, currency_code, reason, facts, paid_at,
  matures_at, refunded_amount, canceled, created_at, updated_at)
SELECT 'affattr_many_' || i, order_id, affiliate, programme_version, currency, 'code',
  jsonb_build_object('order_reference', 'OR-' || i, 'parts', '[]'::jsonb), at, at + interval '30 days', 0, false, at, at
FROM bought CROSS JOIN (SELECT programme_version FROM demo) demo WHERE i % 2 = 0 OR i <= 40;
INSERT INTO commission (id, attribution_id, affiliate_id, order_id, order_line_item_id, service_id, service_title,
  currency_code, rule_version_id, rate_bp, paid_amount, base_amount, refunded_amount, amount, status, paid_at, matures_at,
  created_at, updated_at)
SELECT 'comm_many_' || i, 'affattr_many_' || i, affiliate, order_id, line_id, service, title,
  currency, rule_version, 1000, amount * 100, amount * 100, 0, amount * 10,
  pg_temp.pick(i, 'payable,payable,payable,paid,approved'), at, at + interval '30 days', at, at
FROM bought CROSS JOIN (SELECT rule_version FROM demo) demo WHERE i % 2 = 0 OR i <= 40;
INSERT INTO commission_history (id, commission_id, old_status, new_status, actor_type, created_at)
SELECT 'commhist_many_' || i, 'comm_many_' || i, NULL, 'pending', 'system', at FROM bought WHERE i % 2 = 0 OR i <= 40;
INSERT INTO ledger_account (id, owner_type, owner_id, purpose, currency_code, balance, created_at)
SELECT 'lacc_' || purpose || '_' || a.id, 'affiliate', a.id, purpose, 'inr', 1000, a.created_at
FROM affiliate a CROSS JOIN unnest('{pending,payable}'::text[]) purpose ON CONFLICT DO NOTHING;
INSERT INTO ledger_account (id, owner_type, owner_id, purpose, currency_code, balance)
VALUES ('lacc_many_shop', 'shop', 'shop', 'commissions', 'inr', -2000) ON CONFLICT DO NOTHING;
INSERT INTO ledger_entry (id, key, input_hash, kind, source_type, source_id, description, posting_count, occurred_at, created_at)
SELECT 'lent_many_' || i, 'commission:' || i, md5(i::text), pg_temp.pick(i, 'accrual,accrual,payable'), 'commission',
  'comm_many_' || i, 'Commission on ' || title, 2, at, at
FROM bought WHERE i % 2 = 0 OR i <= 40;
INSERT INTO ledger_posting (entry_id, position, account_id, currency_code, amount, created_at)
SELECT 'lent_many_' || i, n, CASE n WHEN 1 THEN 'lacc_many_shop' ELSE 'lacc_pending_' || affiliate END, 'inr',
  CASE n WHEN 1 THEN -amount ELSE amount END, at
FROM bought CROSS JOIN generate_series(1, 2) n WHERE i % 2 = 0 OR i <= 40;

INSERT INTO message (id, event, recipient, template, locale, props, status, attempts, sent_at, request_id, created_at, updated_at)
SELECT 'msg_many_' || n || '_' || i, 'order:' || order_id || ':' || n, email,
  CASE n WHEN 1 THEN 'service-provisioning.order-confirmation' ELSE 'provider-assignment.assigned' END, 'en', '{}',
  CASE WHEN i % 500 = 0 THEN 'failed' ELSE 'sent' END, 1, CASE WHEN i % 500 > 0 THEN at END, 'req_' || md5(i::text), at, at
FROM bought CROSS JOIN generate_series(1, 2) n;
INSERT INTO work_item (id, key, kind, version, payload, status, attempts, max_attempts, backoff_seconds, run_at, last_error,
  request_id, created_at, updated_at, finished_at, waits_for)
SELECT 'work_many_' || n || '_' || i, 'many:' || n || ':' || i,
  (ARRAY['payments.capture-payment', 'service-provisioning.provision-payment', 'notifications.send-message'])[n],
  1, '{}', state, 1, 8, 5, at, CASE state WHEN 'done' THEN NULL ELSE 'The gateway did not answer for pi_' || i END,
  'req_' || md5(i::text), at, at, CASE WHEN state IN ('done', 'dead') THEN at END, CASE WHEN state = 'parked' THEN 'a person' END
FROM bought CROSS JOIN generate_series(1, 3) n
CROSS JOIN LATERAL (SELECT CASE WHEN n > 1 OR i % 500 > 0 AND i > 30 THEN 'done' WHEN i % 2 = 0 THEN 'dead' ELSE 'parked' END AS state) s;
INSERT INTO audit_entry (created_at, action, category, outcome, actor_type, actor_id, actor_label, address, target_type,
  target_id, target_label, request_id, seq, prev_hash, hash, key_id)
SELECT at, pg_temp.pick(i, 'service_request.changed,order.viewed,staff.signed_in,commission.approved'),
  pg_temp.pick(i, 'change,access,security'), CASE WHEN i % 100 = 0 THEN 'refused' ELSE 'succeeded' END, 'user',
  'user_many_' || i % 30, 'Staff ' || i % 30, '10.0.0.' || i % 250, 'service_request', id, reference, 'req_' || md5(i::text),
  1000 + coalesce((SELECT max(seq) FROM audit_entry), 0) + i, md5((i - 1)::text), md5(i::text), 'many'
FROM bought;
INSERT INTO gateway_event (id, provider, event_id, type, reference, body, status, attempts, request_id, received_at, processed_at)
SELECT 'gwev_many_' || n || '_' || i, 'pp_sandbox_sandbox', 'evt_' || n || '_' || i,
  CASE n WHEN 1 THEN 'payment_intent.authorized' ELSE 'payment_intent.captured' END, 'pi_' || md5(i::text),
  repeat('{"type": "payment_intent"}', 20), CASE WHEN i % 1000 = 0 THEN 'dead' WHEN n = 2 THEN 'ignored' ELSE 'processed' END, 1,
  'req_' || md5(i::text), at, CASE WHEN i % 1000 > 0 THEN at END
FROM bought CROSS JOIN generate_series(1, 2) n;
INSERT INTO gateway_dispute (id, provider, reference, payment_reference, amount, currency_code, status, order_id, opened_at, closed_at)
SELECT 'gwdi_many_' || i, 'pp_sandbox_sandbox', 'dp_' || i, 'pi_' || md5(i::text), amount * 100, currency,
  CASE WHEN i % 7 = 0 THEN 'open' ELSE 'won' END, order_id, at, CASE WHEN i % 7 > 0 THEN at END
FROM bought WHERE i <= 40 OR i % 50 = 0;
INSERT INTO staff_approval (id, kind, subject_id, summary, amount, currency_code, payload, status, requested_by,
  requested_by_type, requester_label, decider_person, decider_label, expires_at, created_at, updated_at)
SELECT 'appr_many_' || i, 'refund', order_id, 'Refund of ' || amount, amount, currency, '{}', 'declined', 'user_many_1', 'user',
  'Staff 1', 'user_many_2', 'Staff 2', at + interval '1 day', at, at
FROM bought WHERE i <= 40 OR i % 50 = 0;
COMMIT;
ANALYZE;

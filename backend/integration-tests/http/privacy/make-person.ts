import { randomUUID } from "node:crypto"

import {
  asCustomer,
  type BegunPurchase,
  completePurchase,
  ok,
  payWith,
  purchaseBody,
  registerCustomer,
  sendPurchase,
  type Service,
  type Shop,
  someService,
} from "@atrium/test-kit"

import { clickOn, purchase, someAffiliate } from "../affiliates/driver"
import { filesOf, pdf } from "../purchases/file-driver"

/** Words that appear nowhere else: what is left of the person contains one of them. */
export const WORDS = {
  first: "Zenobia",
  last: "Quillfeather",
  phone: "4915735991234",
  street: "Saffron Lattice 77",
  answer: "marmalade-orchid-7731",
  requirements: "velvet-compass-5512",
} as const

const ADDRESS = {
  first_name: WORDS.first,
  last_name: WORDS.last,
  address_1: WORDS.street,
  city: "Pune",
  postal_code: "411001",
  country_code: "in",
  phone: `+${WORDS.phone}`,
}

const isFreeText = (question: { type: string }) => ["text", "short_text", "long_text"].includes(question.type)

const bodyFor = (service: Service, email: string, more: object = {}) => {
  const body = purchaseBody(service, { email })
  const [item] = body.items
  if (!item) throw new Error("The purchase has no item")
  for (const question of service.intake.questions)
    if (isFreeText(question) && !question.show_when) item.intake[question.id] = `${WORDS.answer}, please`
  return {
    ...body,
    customer: { full_name: `${WORDS.first} ${WORDS.last}`, email, phone: `+${WORDS.phone}` },
    requirements: `Call me about the ${WORDS.requirements}`,
    ...more,
  }
}

export type MadePerson = {
  readonly id: string
  readonly email: string
  readonly token: string
  readonly password: string
  /** Their orders: as a customer, and as a guest. */
  readonly orders: readonly string[]
  /** The order of another customer that they brought as an affiliate. */
  readonly brought: string
  readonly code: string
}

const requestsOf = (shop: Shop, orderId: string) =>
  shop.knex()("service_request").where({ order_id: orderId }).select<{ id: string; status: string }[]>("id", "status")

/** Completes all work that the person bought. */
export const completeWork = async (shop: Shop, person: MadePerson): Promise<void> => {
  for (const order of person.orders)
    for (const { id } of await requestsOf(shop, order))
      for (const status of ["team_assigned", "in_progress", "completed"]) {
        const [now] = await shop.knex()("service_request").where({ id }).select("status")
        const order = ["pending_contact", "team_assigned", "in_progress", "completed"]
        if (order.indexOf(now.status) < order.indexOf(status))
          ok(await shop.api.admin.post(`/admin/service-requests/${id}`, { status, reason: `${WORDS.first} agreed` }))
      }
  await shop.drainWork()
}

// The files of an area run in one process, on one shop: two persons with these words couldn't be told apart.
let made: Promise<MadePerson> | undefined

/**
 * A person who is in every table that may hold customers, made through the shop's routes where it has one. The files of this
 * area share them; the erasure comes last.
 */
export const makePerson = (shop: Shop): Promise<MadePerson> => (made ??= createPerson(shop))

const createPerson = async (shop: Shop): Promise<MadePerson> => {
  const { api, knex } = shop
  const email = `zenobia.quillfeather-${randomUUID()}@example.com`
  const account = await registerCustomer(shop, { email, first_name: WORDS.first, last_name: WORDS.last })
  const me = api.customer(account.token)
  ok(await me.post("/store/customers/me", { phone: `+${WORDS.phone}` }))
  ok(await me.post("/store/customers/me/addresses", ADDRESS))
  ok(
    await me.post("/store/customers/me/email", {
      email: `other-${email}`,
      current_password: account.password,
    })
  )
  await shop.drainWork()

  const service = await someService(api)
  const settle = async (shopper: Parameters<typeof sendPurchase>[0], begun: BegunPurchase) => {
    ok(await payWith(api, begun))
    return ok(await completePurchase(shopper, begun.id)).order.id
  }
  const affiliate = await someAffiliate(shop)
  const click_id = await clickOn(api, affiliate.code)
  const shopper = asCustomer(api, account.token)
  const bought = await settle(
    shopper,
    ok(await sendPurchase(shopper, bodyFor(service, email, { affiliate_code: affiliate.code, click_id }))).purchase
  )
  const asGuest = await settle(api, ok(await sendPurchase(api, bodyFor(service, email))).purchase)
  await shop.drainWork()

  const { affiliate: membership } = ok(
    await me.post<{ affiliate: { code: string } }>("/store/customers/me/affiliate", {})
  )
  const { order_id: brought } = await purchase(shop, { affiliate_code: membership.code })

  // An open cart, and what staff write.
  const { regions } = ok(await api.store.get<{ regions: { id: string }[] }>("/store/regions"))
  ok(await me.post("/store/carts", { region_id: regions[0]?.id, email, shipping_address: ADDRESS }))
  // What they typed as a guest, on another device.
  ok(
    await api.store.post("/store/checkout-drafts", {
      plan: { service: service.handle, tier_id: service.tiers[0]?.id, quantity: 1 },
      values: { "customer.email": [email], requirements: [WORDS.requirements] },
    })
  )
  await sendFiles(shop, email, account.token, service)
  const { country_code: _country, ...corrected } = ADDRESS
  for (const order of [bought, asGuest])
    ok(await api.admin.post(`/admin/orders/${order}`, { billing_address: { ...corrected, city: "Mumbai" } }))
  for (const { id } of await requestsOf(shop, bought))
    ok(await api.admin.post(`/admin/service-requests/${id}`, { notes: `${WORDS.first} prefers mornings` }))
  const { order } = ok(
    await api.admin.get<{ order: { payment_collections: { payments: { id: string }[] }[] } }>(
      `/admin/orders/${asGuest}?fields=*payment_collections.payments`
    )
  )
  ok(
    await api.admin.post(`/admin/payments/${order.payment_collections[0]?.payments[0]?.id}/refund`, {
      amount: 1,
      note: `${WORDS.first} asked for it`,
    })
  )
  await shop.drainWork()

  await consultation(shop, email)

  // Rows for which this shop has no route, or that only a failure leaves.
  const database = knex()
  const now = new Date()
  await database.raw(
    `UPDATE provider SET blocked_emails = ARRAY['kept@example.com', ?::text] WHERE email = 'asha@providers.atrium.test'`,
    [email]
  )
  await database.raw(
    `INSERT INTO notification (id, "to", channel, template, data, status, created_at, updated_at)
     VALUES (:id, :email, 'email', 't', :data, 'success', :now, :now)`,
    { id: `noti_${randomUUID()}`, email, data: JSON.stringify({ name: WORDS.first }), now }
  )
  await database.raw(
    `INSERT INTO workflow_execution (id, workflow_id, transaction_id, run_id, execution, context, state, created_at, updated_at)
     VALUES (:id, 'some-workflow', :id, :id, '{}', :context, 'done', :now, :now)`,
    { id: randomUUID(), context: JSON.stringify({ input: { email, name: WORDS.first } }), now }
  )
  await database.raw(
    `INSERT INTO work_item (id, key, kind, version, payload, status, attempts, max_attempts, backoff_seconds, run_at,
       last_error, finished_at, created_at, updated_at)
     VALUES (:id, :id, 'some.kind', 1, :payload, 'dead', 1, 1, 1, :now, :error, :now, :now, :now)`,
    { id: `work_${randomUUID()}`, payload: JSON.stringify({ email }), error: `${email} refused`, now }
  )
  // Work that waits, as after every registration.
  await database.raw(
    `INSERT INTO work_item (id, key, kind, version, payload, status, attempts, max_attempts, backoff_seconds, run_at,
       created_at, updated_at)
     VALUES (:id, :id, 'some.kind', 1, :payload, 'due', 0, 1, 1, :later, :now, :now)`,
    { id: `work_${randomUUID()}`, payload: JSON.stringify({ email }), now, later: new Date(now.getTime() + 86_400_000) }
  )
  await database.raw(
    `INSERT INTO purchase_claim (id, order_id, customer_id, email, requested_at, expires_at)
     VALUES (:id, :bought, :customer, :email, :now, :later)`,
    { id: `pclm_${randomUUID()}`, bought, customer: account.id, email, now, later: new Date(now.getTime() + 60_000) }
  )
  await database.raw(
    `INSERT INTO gateway_event (id, provider, event_id, type, body, status, received_at)
     VALUES (:id, 'stripe', :id, 'charge.succeeded', :body, 'processed', :now)`,
    { id: `gwev_${randomUUID()}`, body: JSON.stringify({ receipt_email: email, name: WORDS.last }), now }
  )
  const address = `fuladdr_${randomUUID()}`
  const delivery = `ful_${randomUUID()}`
  await database.raw(
    `INSERT INTO fulfillment_address (id, first_name, last_name, address_1, country_code, phone)
     VALUES (:address, :first, :last, :street, 'in', :phone)`,
    { address, ...WORDS }
  )
  await database.raw(
    `INSERT INTO fulfillment (id, location_id, delivery_address_id) VALUES (:delivery, 'sloc_1', :address)`,
    { delivery, address }
  )
  await database.raw(`INSERT INTO order_fulfillment (id, order_id, fulfillment_id) VALUES (:id, :bought, :delivery)`, {
    id: `ordful_${randomUUID()}`,
    bought,
    delivery,
  })
  await database.raw(
    `INSERT INTO customer_suspension (id, customer_id, reason, suspended_by, suspended_at, end_reason, ended_by, ended_at)
     VALUES (:id, :customer, :reason, 'user:usr_1', :now, :reason, 'user:usr_1', :now)`,
    { id: `csus_${randomUUID()}`, customer: account.id, reason: `${WORDS.first} was mistaken for someone else`, now }
  )
  const holder = `acchld_${randomUUID()}`
  await database.raw(
    `INSERT INTO account_holder (id, provider_id, external_id, email, data)
     VALUES (:holder, 'pp_sandbox_sandbox', :holder, :email, :data)`,
    { holder, email, data: JSON.stringify({ name: WORDS.first }) }
  )
  await database.raw(
    `INSERT INTO customer_account_holder (id, customer_id, account_holder_id) VALUES (:id, :customer, :holder)`,
    { id: `custacchldr_${randomUUID()}`, customer: account.id, holder }
  )
  await database.raw(
    `INSERT INTO staff_approval (id, kind, subject_id, summary, amount, currency_code, payload, status, requested_by,
       requested_by_type, requester_label, reason, expires_at, created_at, updated_at)
     VALUES (:id, 'refund', :bought, 'Refund', 1, 'inr', :payload, 'declined', 'user_1', 'user', 'staff', :reason, :now,
       :now, :now)`,
    {
      id: `appr_${randomUUID()}`,
      bought,
      payload: JSON.stringify({ payment_id: "pay_1", amount: 1, note: WORDS.first }),
      reason: `${WORDS.first} changed their mind`,
      now,
    }
  )
  return {
    id: account.id,
    email,
    token: account.token,
    password: account.password,
    orders: [bought, asGuest],
    brought,
    code: membership.code,
  }
}

/** Books a consultation and cancels it: one that is still to come would keep the person from being erased. */
const consultation = async ({ api }: Shop, email: string): Promise<void> => {
  const service = "/store/services/company-incorporation"
  const { days } = ok(
    await api.store.get<{ days: { slots: { starts_at: string }[] }[] }>(`${service}/consultation-slots`)
  )
  const starts_at = days[0]?.slots[0]?.starts_at
  const { consultation: held, token } = ok(
    await api.store.post<{ consultation: { id: string }; token: string }>(`${service}/consultations`, { starts_at })
  )
  const path = `/store/consultations/${held.id}`
  const name = `${WORDS.first} ${WORDS.last}`
  ok(await api.store.post(`${path}/confirm`, { token, name, email, time_zone: "UTC", note: WORDS.requirements }))
  ok(await api.store.post(`${path}/cancel`, { token }))
}

/** Files that they sent: as a guest for a draft, and signed in for one. */
const sendFiles = async (shop: Shop, email: string, token: string, service: Service): Promise<void> => {
  const [question] = service.intake.questions.filter(({ type }) => type === "file")
  if (!question) throw new Error("The service asks for no file")
  for (const headers of [{}, { authorization: `Bearer ${token}` }] as Record<string, string>[]) {
    const { draft } = ok(
      await shop.api.store.post<{ draft: { id: string; token: string } }>(
        "/store/checkout-drafts",
        {
          plan: { service: service.handle, tier_id: service.tiers[0]?.id, quantity: 1 },
          values: { "customer.email": [email] },
        },
        headers
      )
    )
    const path = `/store/checkout-drafts/${draft.id}/files?question_id=${question.id}`
    const name = `${WORDS.last}-${WORDS.answer}.pdf`
    const sent = await filesOf(shop).send(
      path,
      { content: pdf(WORDS.answer), name },
      { "x-draft-token": draft.token, ...headers }
    )
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body))
  }
}

/** Rows of every table of the database that contain one of the words, in any column. */
export const rowsWith = async (shop: Shop, words: readonly string[]): Promise<Record<string, string[]>> => {
  const database = shop.knex()
  const { rows: tables }: { rows: { schema: string; name: string }[] } = await database.raw(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`
  )
  if (tables.length < 150) throw new Error("Not every table was found")
  const found: Record<string, string[]> = {}
  for (const { schema, name } of tables) {
    const { rows }: { rows: { row: string }[] } = await database.raw(
      `SELECT CAST(each AS text) AS row FROM ??.?? AS each
       WHERE EXISTS (SELECT FROM unnest(CAST(? AS text[])) word WHERE strpos(lower(CAST(each AS text)), lower(word)) > 0)`,
      [schema, name, [...words]]
    )
    if (rows.length > 0) found[name] = rows.map(({ row }) => row)
  }
  return found
}

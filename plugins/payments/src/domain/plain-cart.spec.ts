import { booksOfTakenPayment, CompletedCart, leftToCore, orderOfPlainCart, sessionOf } from "./plain-cart"

const NOW = "2026-11-28T10:00:00Z"
const line = {
  id: "cali_1",
  title: "Visa",
  subtitle: null,
  thumbnail: null,
  quantity: 2,
  variant_id: "variant_1",
  product_id: "prod_1",
  product_title: "Visa",
  product_description: null,
  product_subtitle: null,
  product_type: null,
  product_type_id: null,
  product_collection: null,
  product_handle: "visa",
  variant_sku: null,
  variant_barcode: null,
  variant_title: "Basic",
  variant_option_values: null,
  is_discountable: true,
  is_tax_inclusive: false,
  requires_shipping: false,
  unit_price: 99.5,
  compare_at_unit_price: null,
  metadata: null,
  created_at: NOW,
  tax_lines: [
    { description: null, tax_rate_id: "txr_1", code: "gst", rate: 18, provider_id: "tp", metadata: null, data: null },
  ],
  adjustments: [],
  variant: { id: "variant_1", manage_inventory: false, product: { id: "prod_1", is_giftcard: false } },
}
const session = {
  id: "payses_1",
  provider_id: "pp_ours",
  status: "pending",
  currency_code: "inr",
  raw_amount: { value: "199.5", precision: 20 },
  authorized_at: null,
}
const plain = {
  id: "cart_1",
  currency_code: "inr",
  email: "a@example.com",
  locale: null,
  sales_channel_id: "sc_1",
  metadata: { trace: "t" },
  completed_at: null,
  region: { id: "reg_1" },
  customer: null,
  shipping_address: null,
  billing_address: { id: "caaddr_1", first_name: "Asha", created_at: NOW, updated_at: NOW, deleted_at: null },
  items: [line],
  shipping_methods: [],
  credit_lines: [],
  promotions: [],
  payment_collection: {
    id: "pay_col_1",
    raw_amount: { value: "199.5", precision: 20 },
    has_payments: false,
    payment_sessions: [{ ...session, id: "payses_0", status: "canceled" }, session],
  },
}
const verdictOn = (change: object, around: Partial<Parameters<typeof leftToCore>[1]> = {}) =>
  leftToCore(CompletedCart.parse({ ...plain, ...change }), { ordered: false, providers: ["pp_ours"], ...around })
const withCollection = (change: object) => ({ payment_collection: { ...plain.payment_collection, ...change } })
const withSessions = (...payment_sessions: object[]) => withCollection({ payment_sessions })

describe("a cart's completion", () => {
  it("is ours for a plain cart, paid with its one open session", () => {
    expect(verdictOn({})).toBeNull()
    expect(sessionOf(CompletedCart.parse(plain))?.id).toBe("payses_1")
  })

  it.each([
    ["ordered", { completed_at: NOW }],
    ["region", { region: null }],
    ["lines", { items: [] }],
    ["lines", { items: [{ ...line, quantity: 0 }] }],
    ["lines", { items: [line, { ...line, variant: null }] }],
    ["lines", { items: [{ ...line, variant: { ...line.variant, product: null } }] }],
    ["goods", { items: [{ ...line, requires_shipping: true }] }],
    ["goods", { items: [{ ...line, variant: { ...line.variant, manage_inventory: true } }] }],
    ["shipping", { shipping_methods: [{}] }],
    ["discounts", { promotions: [{}] }],
    ["discounts", { items: [{ ...line, adjustments: [{}] }] }],
    ["credit", { credit_lines: [{}] }],
    ["payment", { payment_collection: null }],
    ["payment", withSessions()],
    ["payment", withSessions({ ...session, status: "error" })],
    ["payment", withSessions(session, { ...session, id: "payses_2" })],
    ["payment", withSessions({ ...session, provider_id: "pp_system_default" })],
  ])("is core's because of %s: %j", (reason, change) => {
    expect(verdictOn(change)).toBe(reason)
  })

  it("is core's where an order is tied to it, or the region no longer offers its gateway", () => {
    expect(verdictOn({}, { ordered: true })).toBe("ordered")
    expect(verdictOn({}, { providers: [] })).toBe("payment")
  })

  it("copies the cart, but for ids of its own, and invents nothing", () => {
    const order = orderOfPlainCart(CompletedCart.parse(plain))
    expect(order).toMatchObject({
      region_id: "reg_1",
      email: "a@example.com",
      status: "pending",
      metadata: { trace: "t" },
    })
    expect(order).not.toHaveProperty("customer_id")
    expect(order.billing_address).not.toHaveProperty("id")
    expect(order.items).toMatchObject([
      { quantity: 2, unit_price: 99.5, tax_lines: [{ code: "gst", rate: 18 }], cart_id: "cart_1" },
    ])
    expect(order.items[0]).not.toHaveProperty("compare_at_unit_price")
  })
})

describe("the books of a payment that was taken at once", () => {
  const booksOf = (change: object = {}, taken: Partial<Parameters<typeof booksOfTakenPayment>[1]> = {}) =>
    booksOfTakenPayment(CompletedCart.parse({ ...plain, ...change }), { captured: 19950n, refunded: 0n, ...taken })

  it("hold the session's exact amount", () => {
    expect(booksOf()).toEqual({
      amount: { value: "199.5", precision: 20 },
      currency_code: "inr",
      session_id: "payses_1",
      collection_id: "pay_col_1",
      provider_id: "pp_ours",
    })
  })

  it.each([
    ["a part was taken", {}, { captured: 19949n }],
    ["some of it was refunded", {}, { refunded: 1n }],
    ["an earlier attempt left a payment", withCollection({ has_payments: true }), {}],
    ["the session was authorized before", withSessions({ ...session, authorized_at: NOW }), {}],
    ["the session is not for all that is due", withCollection({ raw_amount: { value: "200", precision: 20 } }), {}],
    ["there is no session", withSessions(), {}],
  ])("are left to core's module where %s", (_why, change, taken) => {
    expect(booksOf(change, taken)).toBeNull()
  })
})

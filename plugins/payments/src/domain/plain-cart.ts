import { roundToMinorUnits } from "@atrium/kernel"
import { z } from "zod"

const Text = z.string().nullable()
const Json = z.record(z.string(), z.unknown()).nullable()
const Instant = z.coerce.date()

// What is not named here stays: completion validators of others may read any column.
const Address = z.looseObject({
  id: z.string(),
  created_at: Instant,
  updated_at: Instant,
  deleted_at: Instant.nullable(),
})

const TaxLine = z.looseObject({
  description: Text,
  tax_rate_id: Text,
  code: z.string(),
  rate: z.number(),
  provider_id: Text,
  metadata: Json,
  data: Json,
})

const Line = z.looseObject({
  id: z.string(),
  title: z.string(),
  subtitle: Text,
  thumbnail: Text,
  quantity: z.number(),
  variant_id: Text,
  product_id: Text,
  product_title: Text,
  product_description: Text,
  product_subtitle: Text,
  product_type: Text,
  product_type_id: Text,
  product_collection: Text,
  product_handle: Text,
  variant_sku: Text,
  variant_barcode: Text,
  variant_title: Text,
  variant_option_values: Json,
  is_discountable: z.boolean(),
  is_tax_inclusive: z.boolean(),
  requires_shipping: z.boolean(),
  unit_price: z.number(),
  compare_at_unit_price: z.number().nullable(),
  metadata: Json,
  created_at: Instant,
  tax_lines: z.array(TaxLine),
  adjustments: z.array(z.unknown()),
  variant: z
    .looseObject({
      id: z.string(),
      manage_inventory: z.boolean(),
      product: z.looseObject({ id: z.string(), is_giftcard: z.boolean() }).nullable(),
    })
    .nullable(),
})

/** An amount as core keeps it exactly, beside a rounded number. */
const RawAmount = z.looseObject({ value: z.union([z.string(), z.number()]) })

const Session = z.looseObject({
  id: z.string(),
  provider_id: z.string(),
  status: z.string(),
  data: Json.optional(),
  currency_code: z.string(),
  raw_amount: RawAmount,
  authorized_at: z.string().nullish(),
})

/** A cart as core's completion reads it, but for the stock of its variants. */
export const CompletedCart = z.looseObject({
  id: z.string(),
  currency_code: z.string(),
  email: Text,
  locale: Text,
  sales_channel_id: Text,
  metadata: Json,
  completed_at: Instant.nullable(),
  region: z.looseObject({ id: z.string() }).nullable(),
  customer: z.looseObject({ id: z.string() }).nullable(),
  shipping_address: Address.nullable(),
  billing_address: Address.nullable(),
  items: z.array(Line),
  shipping_methods: z.array(z.unknown()),
  credit_lines: z.array(z.unknown()),
  promotions: z.array(z.unknown()),
  payment_collection: z
    .looseObject({
      id: z.string(),
      raw_amount: RawAmount,
      /** An earlier completion that was taken back has left its payment. */
      has_payments: z.boolean(),
      payment_sessions: z.array(Session),
    })
    .nullable(),
})
export type CompletedCart = z.infer<typeof CompletedCart>

/** Why core's own workflow has to complete a cart. */
export type LeftToCore = "ordered" | "region" | "lines" | "goods" | "shipping" | "discounts" | "credit" | "payment"

// The statuses with which core's completion takes a session.
const PROCESSABLE: readonly string[] = ["pending", "requires_more", "authorized", "captured", "pending_authorization"]

/** The sessions core would take. */
export const processableSessions = (cart: CompletedCart) =>
  (cart.payment_collection?.payment_sessions ?? []).filter(({ status }) => PROCESSABLE.includes(status))

/** The one session that a plain cart is paid with. */
export const sessionOf = (cart: CompletedCart) => processableSessions(cart)[0]

/**
 * Null for a plain cart: products whose stock no one counts and nothing is sent of, no discount, no credit, one payment
 * session through one of `providers`. Everything else, and everything that core refuses, is left to core.
 */
export const leftToCore = (
  cart: CompletedCart,
  { ordered, providers }: { ordered: boolean; providers: readonly string[] }
): LeftToCore | null => {
  if (ordered || cart.completed_at) return "ordered"
  if (!cart.region) return "region"
  if (cart.items.length === 0 || cart.items.some(({ quantity, variant }) => quantity <= 0 || !variant?.product))
    return "lines"
  if (cart.items.some(({ requires_shipping, variant }) => requires_shipping || variant?.manage_inventory))
    return "goods"
  if (cart.shipping_methods.length > 0) return "shipping"
  if (cart.promotions.length > 0 || cart.items.some(({ adjustments }) => adjustments.length > 0)) return "discounts"
  if (cart.credit_lines.length > 0) return "credit"
  const [session, ...others] = processableSessions(cart)
  return session && others.length === 0 && providers.includes(session.provider_id) ? null : "payment"
}

/** What core's payment module writes when a gateway has taken all of a session at once. */
export type BooksOfTakenPayment = {
  readonly amount: z.infer<typeof RawAmount>
  readonly currency_code: string
  readonly session_id: string
  readonly collection_id: string
  readonly provider_id: string
}

/**
 * The books of a payment of which the gateway took `captured` in all; null where only core's module can tell: a payment is
 * there already, the session is not for all of its collection, or not all was taken.
 */
export const booksOfTakenPayment = (
  cart: CompletedCart,
  { captured, refunded }: { readonly captured: bigint; readonly refunded: bigint }
): BooksOfTakenPayment | null => {
  const collection = cart.payment_collection
  const session = sessionOf(cart)
  if (!collection || !session || collection.has_payments || session.authorized_at) return null
  const amount = String(session.raw_amount.value)
  if (String(collection.raw_amount.value) !== amount || refunded > 0n) return null
  if (roundToMinorUnits(amount, session.currency_code) !== captured) return null
  return {
    amount: session.raw_amount,
    currency_code: session.currency_code,
    session_id: session.id,
    collection_id: collection.id,
    provider_id: session.provider_id,
  }
}

const addressOf = (address: CompletedCart["shipping_address"]) => {
  if (!address) return null
  const { id: _id, ...copied } = address
  return copied
}

const taxLineOf = ({ description, tax_rate_id, code, rate, provider_id, metadata, data }: z.infer<typeof TaxLine>) => ({
  description,
  tax_rate_id,
  code,
  rate,
  provider_id,
  metadata,
  data,
})

const lineOf = (line: z.infer<typeof Line>, cartId: string) => ({
  quantity: line.quantity,
  title: line.title,
  subtitle: line.subtitle,
  thumbnail: line.thumbnail,
  product_id: line.variant?.product?.id ?? line.product_id,
  product_title: line.product_title,
  product_description: line.product_description,
  product_subtitle: line.product_subtitle,
  product_type: line.product_type,
  product_type_id: line.product_type_id,
  product_collection: line.product_collection,
  product_handle: line.product_handle,
  variant_id: line.variant_id,
  variant_sku: line.variant_sku,
  variant_barcode: line.variant_barcode,
  variant_title: line.variant_title,
  variant_option_values: line.variant_option_values,
  is_discountable: line.is_discountable,
  is_giftcard: line.variant?.product?.is_giftcard ?? false,
  requires_shipping: line.requires_shipping,
  unit_price: line.unit_price,
  ...(line.compare_at_unit_price === null ? {} : { compare_at_unit_price: line.compare_at_unit_price }),
  is_tax_inclusive: line.is_tax_inclusive,
  metadata: line.metadata ?? {},
  tax_lines: line.tax_lines.map(taxLineOf),
  adjustments: [],
  cart_id: cartId,
})

/** The order that core's completion would make of a plain cart, as the order module takes it. */
export const orderOfPlainCart = (cart: CompletedCart) => ({
  ...(cart.region ? { region_id: cart.region.id } : {}),
  ...(cart.customer ? { customer_id: cart.customer.id } : {}),
  sales_channel_id: cart.sales_channel_id,
  status: "pending",
  email: cart.email,
  currency_code: cart.currency_code,
  locale: cart.locale,
  shipping_address: addressOf(cart.shipping_address),
  billing_address: addressOf(cart.billing_address),
  no_notification: false,
  items: cart.items.map((line) => lineOf(line, cart.id)),
  shipping_methods: [],
  metadata: cart.metadata,
  promo_codes: [],
  credit_lines: [],
})

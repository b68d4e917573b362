/** Fields of a relation, and the relation itself. */
const below = (relation: string, names: string): string[] => [
  relation,
  ...names.split(" ").map((name) => `${relation}.${name}`),
]

const TOTALS =
  "total subtotal tax_total discount_total discount_subtotal discount_tax_total original_total original_subtotal " +
  "original_tax_total item_total item_subtotal item_tax_total original_item_total original_item_subtotal " +
  "original_item_tax_total shipping_total shipping_subtotal shipping_tax_total original_shipping_total " +
  "original_shipping_subtotal original_shipping_tax_total credit_line_total"
const ITEM =
  "id title subtitle thumbnail quantity unit_price compare_at_unit_price is_tax_inclusive variant_id product_id " +
  "product_title product_description product_subtitle product_handle variant_title variant_sku requires_shipping " +
  "created_at updated_at total subtotal tax_total discount_total discount_tax_total original_total original_subtotal " +
  "original_tax_total"
const ADDRESS =
  "id address_name first_name last_name company address_1 address_2 city province postal_code country_code phone"
const PRODUCT = "id title subtitle description handle thumbnail collection_id type_id created_at updated_at"
const COUNTRY = "iso_2 iso_3 num_code name display_name"

const bought = [
  ..."id currency_code email region_id created_at updated_at locale".split(" "),
  ...TOTALS.split(" "),
  ...below("items", ITEM),
  ...below("items.adjustments", "id code amount"),
  ...below("items.tax_lines", "id code rate description"),
  ...below("items.variant", "id title sku thumbnail"),
  ...below("items.product", PRODUCT),
  ...below("shipping_address", ADDRESS),
  ...below("billing_address", ADDRESS),
  ...below("shipping_methods", "id name amount total subtotal tax_total is_tax_inclusive shipping_option_id"),
  ...["promotions", "promotions.id", "promotions.code", "promotions.is_automatic"],
]

/**
 * The `fields` that may be requested of core's resources under /store. None leads to related people, payments, keys,
 * channels, price lists or stock levels; of a payment session only what the shopper's page shows anyway.
 */
export const CORE_FIELDS = {
  none: [],
  product: [
    ...PRODUCT.split(" "),
    ..."metadata tags.id tags.value type.id type.value collection.id collection.title collection.handle".split(" "),
    ...["tags", "type", "collection"],
    ...below("categories", "id name handle description"),
    ...below("images", "id url rank"),
    ...below("options", "id title"),
    ...below("options.values", "id value"),
    ...below("variants", "id title sku thumbnail manage_inventory allow_backorder inventory_quantity"),
    ...below("variants.options", "id value"),
    ...below("variants.images", "id url rank"),
    ...below(
      "variants.calculated_price",
      "calculated_amount original_amount currency_code is_calculated_price_tax_inclusive"
    ),
  ],
  region: [
    ..."id name currency_code created_at updated_at".split(" "),
    ...below("countries", COUNTRY),
    ...below("payment_providers", "id is_enabled"),
  ],
  collection: "id title handle created_at updated_at".split(" "),
  category: [
    ..."id name description handle rank parent_category_id created_at updated_at".split(" "),
    ...below("parent_category", "id name handle description rank"),
    ...below("category_children", "id name handle description rank"),
  ],
  variant: [
    ..."id title sku thumbnail manage_inventory allow_backorder inventory_quantity product_id".split(" "),
    ..."created_at updated_at".split(" "),
    ...below("options", "id value"),
    ...below("images", "id url rank"),
    ...below("calculated_price", "calculated_amount original_amount currency_code is_calculated_price_tax_inclusive"),
  ],
  /** Tags and types of products. Core would add their products, of every sales channel. */
  productLabel: "id value created_at updated_at".split(" "),
  currency: "code name symbol symbol_native decimal_digits rounding".split(" "),
  paymentProvider: "id is_enabled".split(" "),
  customer: [
    ..."id email company_name first_name last_name phone has_account created_at updated_at".split(" "),
    ...below("addresses", `${ADDRESS} is_default_shipping is_default_billing`),
  ],
  address: `${ADDRESS} is_default_shipping is_default_billing created_at updated_at`.split(" "),
  order: [...bought, ..."status custom_display_id payment_status fulfillment_status".split(" ")],
  cart: [
    ...bought,
    "completed_at",
    ...below("region", "id name currency_code automatic_taxes"),
    ...below("region.countries", COUNTRY),
    ...below("payment_collection", "id currency_code amount status"),
    ...below("payment_collection.payment_sessions", "id amount currency_code provider_id status"),
  ],
  paymentCollection: [
    ..."id currency_code amount status".split(" "),
    ...below("payment_sessions", "id amount currency_code provider_id status"),
    ...below("payment_providers", "id"),
  ],
  shippingOption: "id name price_type amount provider_id".split(" "),
} as const satisfies Record<string, readonly string[]>

export type CoreResource = keyof typeof CORE_FIELDS

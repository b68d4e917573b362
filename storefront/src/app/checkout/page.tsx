import { formatMoney } from "@atrium/kernel"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { z } from "zod"

import { listAddresses, listCountries } from "@/features/account/queries"
import { currentCustomer } from "@/features/auth/queries"
import { sessionToken } from "@/features/auth/session"
import { findCartDraft } from "@/features/cart/cart-draft"
import { findCartFiles } from "@/features/cart/cart-files"
import { CartTotals } from "@/features/cart/components/cart-totals"
import { CheckoutForm } from "@/features/cart/components/checkout-form"
import {
  cartSession,
  type CartView,
  chooseShipping,
  findCart,
  findCartKey,
  findCheckoutLines,
} from "@/features/cart/queries"
import { UploadScript } from "@/features/files/components/upload-script"
import { callShop, currentLocale, getShop } from "@/lib/medusa"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Checkout", robots: { index: false } }

const ShippingOptions = z.object({
  shipping_options: z.array(z.object({ id: z.string(), name: z.string(), amount: z.number().nullish() })),
})

const NO_ADDRESS = { address_1: "", address_2: "", postal_code: "", city: "", province: "", country_code: "" }

/** What the delivery part of the form needs; null when nothing is sent. */
const findDelivery = async (cart: CartView, locale: string) => {
  if (!cart.items.some(({ requires_shipping: ships }) => ships)) return null
  const [key, token] = await Promise.all([findCartKey(), sessionToken()])
  const [addresses, countries, { data }] = await Promise.all([
    token ? listAddresses(token) : [],
    listCountries(locale, cart.region_id),
    callShop({
      path: "/store/shipping-options",
      query: { cart_id: cart.id },
      response: ShippingOptions,
      ...(key ? await cartSession(key) : {}),
    }),
  ])
  // What was entered before, else the customer's first saved address in a country of the cart's region.
  const saved = addresses.find(({ country_code: code }) => countries.some((country) => country.code === code))
  const entered = cart.shipping_address?.address_1 ? cart.shipping_address : (saved ?? cart.shipping_address)
  const { address_1, address_2, postal_code, city, province, country_code } = entered ?? NO_ADDRESS
  const chosen = cart.shipping_methods[0]?.shipping_option_id ?? ""
  return {
    address: { address_1, address_2, postal_code, city, province, country_code },
    countries,
    chosen,
    pricedFor: {
      country_code: cart.shipping_address?.country_code ?? "",
      shipping_option_id: chosen || (data.shipping_options[0]?.id ?? ""),
    },
    options: data.shipping_options.map(({ id, name, amount }) => ({
      id,
      label: `${name}, ${formatMoney(amount ?? 0, cart.currency_code, locale)}`,
    })),
  }
}

const CheckoutPage = async () => {
  const [cart, locale, customer, shop] = await Promise.all([findCart(), currentLocale(), currentCustomer(), getShop()])
  if (!cart || cart.items.length === 0) redirect("/cart")
  const key = await findCartKey()
  const [lines, delivery, draft] = await Promise.all([
    findCheckoutLines(cart),
    findDelivery(cart, locale),
    key && findCartDraft(key),
  ])
  const preselected = delivery?.chosen ? undefined : delivery?.options[0]
  // The form preselects this option, so the total includes it.
  const priced = preselected ? await chooseShipping(cart, preselected.id) : cart
  const asked = lines.map(({ id, service }) => ({ id, questions: service?.questions }))
  const asksForFiles = asked.some(({ questions }) => questions?.some(({ type }) => type === "file"))
  const files = key && asksForFiles ? await findCartFiles(key, asked) : {}
  const services = lines.flatMap((line) =>
    line.service
      ? [{ lineId: line.id, title: `${line.product_title}, ${line.variant_title}`, questions: line.service.questions }]
      : []
  )
  return (
    <Container width="form" className="grid gap-10 py-12 sm:py-16" data-view="checkout_started">
      <PageHeading title="Checkout">Nothing is charged yet. You pay on the next page.</PageHeading>
      {asksForFiles ? <UploadScript /> : null}
      <CheckoutForm
        shopName={shop.name}
        customer={customer ?? { full_name: "", email: "", phone: "" }}
        services={services}
        delivery={delivery}
        coupon={cart.promotions[0]?.code ?? null}
        saved={draft?.values ?? {}}
        files={files}
        remind={draft?.remind ?? false}
        totals={<CartTotals cart={priced} locale={locale} />}
      />
    </Container>
  )
}

export default CheckoutPage

import "server-only"
import { routes as paymentRoutes } from "@atrium/payments/contracts"
import { type PurchaseState, questionsForTier, routes } from "@atrium/service-provisioning/contracts"
import type { Metadata } from "next"
import { cache } from "react"

import { sessionToken } from "@/features/auth/session"
import { allFeatures } from "@/features/catalogue/compare"
import { paymentEnvironment } from "@/lib/env"
import { callRoute, currentLocale, currentRegion, findService, isApiError } from "@/lib/medusa"
import { paymentMethods } from "@/payment-methods"

import { type PurchaseOffer, quantityFrom } from "./offer"
import { type OfferedMethod, offeredMethods } from "./payment-method"

/** Returns the offer for a purchase link, or undefined when the service or tier isn't for sale. */
export const findOffer = async (
  handle: string,
  tierId: string | undefined,
  quantity: string | undefined
): Promise<PurchaseOffer | undefined> => {
  const [service, locale, methods] = await Promise.all([findService(handle), currentLocale(), findPaymentMethods()])
  // A link without a tier means the first one.
  const tier = service?.tiers.find(({ id }) => id === tierId) ?? (tierId ? undefined : service?.tiers[0])
  if (!service || !tier) return undefined
  const unitTotal = (await amountWithTax(handle, tier.id)) ?? tier.price.amount
  return {
    service: { id: service.id, handle: service.handle, title: service.title },
    tier: { id: tier.id, title: tier.title, features: allFeatures(service.tiers, tier) },
    unitAmount: tier.price.amount,
    unitTotal,
    currencyCode: tier.price.currency_code,
    quantity: quantityFrom(quantity, service.max_quantity),
    maxQuantity: service.max_quantity,
    questions: questionsForTier(service.intake.questions, tier.id),
    workingDays: tier.duration_days,
    locale,
    methods,
  }
}

/**
 * Returns the price of one unit including tax, for regions that show prices without tax. The tax depends on the
 * country, so it is undefined for regions with several countries; the backend's total is then shown before the payment.
 */
const amountWithTax = async (handle: string, tierId: string): Promise<number | undefined> => {
  const region = await currentRegion()
  const [country, ...others] = region?.countries ?? []
  if (!region || !country || others.length > 0) return undefined
  const { data } = await callRoute(routes, "GET /store/services/:handle", {
    params: { handle },
    query: { region_id: region.id, country_code: country },
  })
  return data.service.tiers.find((tier) => tier.id === tierId)?.price.amount
}

/** Returns the payment methods available in the visitor's region. */
export const findPaymentMethods = async (): Promise<readonly OfferedMethod[]> => {
  const region = await currentRegion()
  if (!region) return []
  const { data } = await callRoute(paymentRoutes, "GET /store/payment-gateways", { query: { region_id: region.id } })
  return offeredMethods(paymentMethods, data.payment_gateways, paymentEnvironment())
}

/**
 * Returns a purchase, or undefined when it doesn't exist. Its ID is its credential, so it is cached per request only.
 */
export const findPurchase = cache(async (id: string): Promise<PurchaseState | undefined> => {
  try {
    const { data } = await callRoute(routes, "GET /store/service-purchases/:id", {
      params: { id },
      token: await sessionToken(),
    })
    return data.purchase
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})

/** Metadata of a purchase's page. Its URL is its credential, so it is sent to no other site. */
export const purchaseMetadata = async (params: Promise<{ id: string }>, title: string): Promise<Metadata> => ({
  title: (await findPurchase((await params).id)) ? title : "Purchase not found",
  robots: { index: false },
  referrer: "same-origin",
})

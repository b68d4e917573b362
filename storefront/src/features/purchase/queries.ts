import "server-only"
import { PurchaseState } from "@atrium/service-provisioning/contracts"
import { cache } from "react"
import { z } from "zod"

import { sessionToken } from "@/features/auth/session"
import { callShop, currentLocale, currentRegion, findService, isShopError } from "@/lib/medusa"

import { SANDBOX_PROVIDER } from "./begun"
import { type PurchaseOffer, quantityFrom } from "./offer"

const ProviderList = z.object({ payment_providers: z.array(z.object({ id: z.string() })) })
const PurchaseAnswer = z.object({ purchase: PurchaseState })

/** What a link to the purchase page offers; undefined when the service or the tier is not sold (any more). */
export const findOffer = async (
  handle: string,
  tierId: string | undefined,
  quantity: string | undefined
): Promise<PurchaseOffer | undefined> => {
  const [service, locale, sandbox] = await Promise.all([findService(handle), currentLocale(), takesSandboxCards()])
  // A link without a tier can mean only one thing where there is only one.
  const tier = service?.tiers.find((one) => one.id === tierId) ?? (tierId ? undefined : service?.tiers[0])
  if (!service || !tier) return undefined
  return {
    service: { id: service.id, handle: service.handle, title: service.title },
    tier: { id: tier.id, title: tier.title, features: tier.features },
    unitAmount: tier.price.amount,
    currencyCode: tier.price.currencyCode,
    quantity: quantityFrom(quantity, service.maxQuantity),
    maxQuantity: service.maxQuantity,
    questions: service.questions,
    workingDays: service.durationDays,
    locale,
    sandbox,
  }
}

/** Whether the visitor's region is served by the sandbox gateway. */
const takesSandboxCards = async (): Promise<boolean> => {
  const region = await currentRegion()
  if (!region) return false
  const { data } = await callShop({
    path: "/store/payment-providers",
    query: { region_id: region.id },
    response: ProviderList,
  })
  return data.payment_providers.some((provider) => provider.id === SANDBOX_PROVIDER)
}

/** A purchase by its id, which is its own credential; undefined when there is none. Never shared between visitors. */
export const findPurchase = cache(async (id: string): Promise<PurchaseState | undefined> => {
  try {
    const { data } = await callShop({
      path: `/store/service-purchases/${encodeURIComponent(id)}`,
      response: PurchaseAnswer,
      token: await sessionToken(),
    })
    return data.purchase
  } catch (error) {
    if (isShopError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})

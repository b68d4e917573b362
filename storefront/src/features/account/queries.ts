import "server-only"
import { routes as identityRoutes, type SignInOut } from "@atrium/identity/contracts"
import { type EmailPreference, routes as notificationRoutes } from "@atrium/notifications/contracts"
import { z } from "zod"

import { callRoute, callShop, isApiError, listRegions } from "@/lib/medusa"

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "")

const Address = z.object({
  id: z.string(),
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  province: text,
  postal_code: text,
  country_code: text,
  phone: text,
  is_default_shipping: z.boolean(),
})
export type AddressView = z.output<typeof Address>

const AddressList = z.object({ addresses: z.array(Address) })
const OneAddress = z.object({ address: Address })

const FIELDS = Object.keys(Address.shape).join(",")

/** Returns the customer's addresses, the default for checkout first. */
export const listAddresses = async (token: string): Promise<AddressView[]> => {
  const { data } = await callShop({
    path: "/store/customers/me/addresses",
    query: { fields: FIELDS, limit: 100 },
    response: AddressList,
    token,
  })
  return data.addresses.sort((one, other) => Number(other.is_default_shipping) - Number(one.is_default_shipping))
}

/** Returns one address of the customer; undefined for any other id. */
export const findAddress = async (token: string, id: string): Promise<AddressView | undefined> => {
  try {
    const { data } = await callShop({
      path: `/store/customers/me/addresses/${encodeURIComponent(id)}`,
      query: { fields: FIELDS },
      response: OneAddress,
      token,
    })
    return data.address
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

export type Country = { code: string; name: string }

/** Returns the countries the shop, or one of its regions, sells to, by name in the visitor's language. */
export const listCountries = async (locale: string, regionId?: string | null): Promise<Country[]> => {
  const names = new Intl.DisplayNames(locale, { type: "region" })
  const codes = new Set(
    (await listRegions()).filter(({ id }) => !regionId || id === regionId).flatMap(({ countries }) => countries)
  )
  return [...codes]
    .map((code) => ({ code, name: names.of(code.toUpperCase()) ?? code.toUpperCase() }))
    .sort((one, other) => one.name.localeCompare(other.name, locale))
}

/** Returns where the customer is signed in, the last used first. */
export const listSignIns = async (token: string): Promise<SignInOut[]> =>
  (await callRoute(identityRoutes, "GET /store/customers/me/sign-ins", { token })).data.sign_ins

/** Returns where the provider is signed in, the last used first. */
export const listProviderSignIns = async (token: string): Promise<SignInOut[]> =>
  (await callRoute(identityRoutes, "GET /provider/me/sign-ins", { token })).data.sign_ins

/** Returns the kinds of email that the customer can turn off. */
export const listEmailPreferences = async (token: string): Promise<EmailPreference[]> =>
  (await callRoute(notificationRoutes, "GET /store/customers/me/email-preferences", { token })).data.email_preferences

/** Returns the kinds of email that the provider can turn off. */
export const listProviderEmailPreferences = async (token: string): Promise<EmailPreference[]> =>
  (await callRoute(notificationRoutes, "GET /provider/me/email-preferences", { token })).data.email_preferences

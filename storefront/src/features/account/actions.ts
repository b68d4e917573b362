"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"

import { type FormState, formValues } from "@/features/auth/form-state"
import { nameParts } from "@/features/auth/name-parts"
import { requireCustomer } from "@/features/auth/queries"
import { callShop } from "@/lib/medusa"

import { formError } from "./form-error"

const AnyObject = z.object({}).loose()
const ADDRESSES = "/account/addresses"

/** The fields of a person's name as the shop stores them; null removes an earlier last name. */
const namesIn = (values: Record<string, string>) => {
  const { first_name, last_name = null } = nameParts((values.full_name ?? "").trim())
  return { first_name, last_name }
}

/** Saves the customer's name and phone number. */
export const saveProfile = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer("/account/profile")
  const values = formValues(form)
  try {
    await callShop({
      method: "POST",
      path: "/store/customers/me",
      body: { ...namesIn(values), phone: values.phone?.trim() || null },
      response: AnyObject,
      token,
    })
  } catch (error) {
    return formError(error, values)
  }
  revalidatePath("/account", "layout")
  return { errors: {}, values, done: true }
}

const addressIn = (values: Record<string, string>) => {
  const optional = (name: string) => values[name]?.trim() || null
  return {
    ...namesIn(values),
    company: optional("company"),
    address_1: values.address_1 ?? "",
    address_2: optional("address_2"),
    city: values.city ?? "",
    province: optional("province"),
    postal_code: optional("postal_code"),
    country_code: values.country_code ?? "",
    phone: optional("phone"),
    // A box that isn't checked is not sent. A default stays the default until another address is.
    ...(values.is_default ? { is_default_shipping: true, is_default_billing: true } : {}),
  }
}

/** Adds an address, or changes the one with `id`. The backend checks that it is the customer's. */
export const saveAddress = async (id: string | null, _state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(ADDRESSES)
  const values = formValues(form)
  const path = `/store/customers/me/addresses${id ? `/${encodeURIComponent(id)}` : ""}`
  try {
    await callShop({ method: "POST", path, body: addressIn(values), response: AnyObject, token })
  } catch (error) {
    return formError(error, values)
  }
  revalidatePath(ADDRESSES)
  redirect(ADDRESSES)
}

const changeAddress = async (id: string, change: "remove" | "make_default"): Promise<FormState> => {
  const { token } = await requireCustomer(ADDRESSES)
  const path = `/store/customers/me/addresses/${encodeURIComponent(id)}`
  try {
    await (change === "remove"
      ? callShop({ method: "DELETE", path, response: AnyObject, token })
      : callShop({
          method: "POST",
          path,
          body: { is_default_shipping: true, is_default_billing: true },
          response: AnyObject,
          token,
        }))
  } catch (error) {
    return formError(error, {})
  }
  revalidatePath(ADDRESSES)
  return { errors: {}, values: {} }
}

export const removeAddress = async (id: string, _state: FormState, _form: FormData): Promise<FormState> =>
  changeAddress(id, "remove")

export const makeDefaultAddress = async (id: string, _state: FormState, _form: FormData): Promise<FormState> =>
  changeAddress(id, "make_default")

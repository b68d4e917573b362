/** Where the buyer's details come from: the purchase form, the order's address, its email address. */
export type BuyerSources = {
  readonly customer: { full_name?: string; email?: string; phone?: string } | null
  readonly address_name: string | null
  readonly address_phone: string | null
  readonly email: string | null
  /** Staff changed it on the order since: the order's value then wins over the purchase's. */
  readonly email_corrected: boolean
  readonly address_corrected: boolean
}

export type Buyer = { readonly name: string; readonly email: string; readonly phone: string }

/** A request always has a buyer name; the email address stands in for a missing one. */
export const buyerOf = (sources: BuyerSources): Buyer => {
  const { customer, address_name: name, address_phone: phone } = sources
  const email = (sources.email_corrected ? sources.email : null) ?? customer?.email ?? sources.email ?? ""
  return {
    name: (sources.address_corrected ? name : null) ?? customer?.full_name ?? name ?? email,
    email,
    phone: (sources.address_corrected ? phone : null) ?? customer?.phone ?? phone ?? "",
  }
}

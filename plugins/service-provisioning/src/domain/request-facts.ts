/** Who bought, as far as it is known: what the purchase said, the order's address, its email address. */
export type BuyerSources = {
  readonly customer: { full_name?: string; email?: string; phone?: string } | null
  readonly address_name: string | null
  readonly address_phone: string | null
  readonly email: string | null
  /** Staff changed it on the order since: then the order's word counts more than the purchase's. */
  readonly email_corrected: boolean
  readonly address_corrected: boolean
}

export type Buyer = { readonly name: string; readonly email: string; readonly phone: string }

/** A request always has a buyer; where a cart gave no name, the email address takes its place. */
export const buyerOf = (sources: BuyerSources): Buyer => {
  const { customer, address_name: name, address_phone: phone } = sources
  const email = (sources.email_corrected ? sources.email : null) ?? customer?.email ?? sources.email ?? ""
  return {
    name: (sources.address_corrected ? name : null) ?? customer?.full_name ?? name ?? email,
    email,
    phone: (sources.address_corrected ? phone : null) ?? customer?.phone ?? phone ?? "",
  }
}

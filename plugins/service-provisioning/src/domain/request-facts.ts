/** Who bought, as far as it is known, from best to last: what the purchase said, the order's address, its mailbox. */
export type BuyerSources = {
  readonly customer: { full_name?: string; email?: string; phone?: string } | null
  readonly address_name: string | null
  readonly address_phone: string | null
  readonly email: string | null
}

export type Buyer = { readonly name: string; readonly email: string; readonly phone: string }

/** A request always has somebody; where a cart gave no name, the mailbox stands for it. */
export const buyerOf = (sources: BuyerSources): Buyer => {
  const email = sources.customer?.email ?? sources.email ?? ""
  return {
    name: sources.customer?.full_name ?? sources.address_name ?? email,
    email,
    phone: sources.customer?.phone ?? sources.address_phone ?? "",
  }
}

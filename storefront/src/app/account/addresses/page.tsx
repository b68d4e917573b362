import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { AddressList } from "@/features/account/components/address-list"
import { listAddresses, listCountries } from "@/features/account/queries"
import { requireCustomer } from "@/features/auth/queries"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your addresses", robots: { index: false } }

const AddressesPage = async () => {
  const { token } = await requireCustomer("/account/addresses")
  const locale = await currentLocale()
  const [addresses, countries] = await Promise.all([listAddresses(token), listCountries(locale)])
  return (
    <AccountFrame current="/account/addresses">
      <PageHeading title="Your addresses" />
      <AddressList addresses={addresses} countries={countries} />
    </AccountFrame>
  )
}

export default AddressesPage

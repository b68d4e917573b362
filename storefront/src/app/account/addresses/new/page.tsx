import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { AddressForm } from "@/features/account/components/address-form"
import { listCountries } from "@/features/account/queries"
import { requireCustomer } from "@/features/auth/queries"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Add an address", robots: { index: false } }

const NewAddressPage = async () => {
  const { customer } = await requireCustomer("/account/addresses/new")
  const countries = await listCountries(await currentLocale())
  return (
    <AccountFrame current="/account/addresses">
      <PageHeading title="Add an address" />
      <div className="lg:max-w-[35rem]">
        <AddressForm countries={countries} fullName={customer.full_name} />
      </div>
    </AccountFrame>
  )
}

export default NewAddressPage

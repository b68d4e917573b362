import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { AccountFrame } from "@/features/account/components/account-frame"
import { AddressForm } from "@/features/account/components/address-form"
import { findAddress, listCountries } from "@/features/account/queries"
import { requireCustomer } from "@/features/auth/queries"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Edit address", robots: { index: false } }

const EditAddressPage = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params
  const { token } = await requireCustomer(`/account/addresses/${id}`)
  const [address, countries] = await Promise.all([findAddress(token, id), listCountries(await currentLocale())])
  if (!address) notFound()
  return (
    <AccountFrame current="/account/addresses">
      <PageHeading title="Edit address" />
      <div className="lg:max-w-[35rem]">
        <AddressForm
          address={address}
          countries={countries}
          fullName={[address.first_name, address.last_name].filter(Boolean).join(" ")}
        />
      </div>
    </AccountFrame>
  )
}

export default EditAddressPage

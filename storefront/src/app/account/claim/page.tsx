import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { ClaimForm } from "@/features/account/components/claim-form"
import { requireCustomer } from "@/features/auth/queries"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Add a purchase", robots: { index: false } }

const ClaimPage = async () => {
  const { customer } = await requireCustomer("/account/claim")
  return (
    <AccountFrame current="/account">
      <PageHeading title="Add a purchase">
        For something you bought without signing in. If you used {customer.email}, we add it at once, with everything
        else you bought with this address. Otherwise we email a link to the address you used.
      </PageHeading>
      <div className="lg:max-w-[35rem]">
        <ClaimForm />
      </div>
    </AccountFrame>
  )
}

export default ClaimPage

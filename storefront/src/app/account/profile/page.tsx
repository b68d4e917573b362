import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { ProfileForm } from "@/features/account/components/profile-form"
import { requireCustomer } from "@/features/auth/queries"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your details", robots: { index: false } }

const ProfilePage = async () => {
  const { customer } = await requireCustomer("/account/profile")
  return (
    <AccountFrame current="/account/profile">
      <PageHeading title="Your details">
        We use them to fill in your purchases and to reach you about your work.
      </PageHeading>
      <div className="lg:max-w-[35rem]">
        <ProfileForm fullName={customer.full_name} phone={customer.phone} />
      </div>
    </AccountFrame>
  )
}

export default ProfilePage

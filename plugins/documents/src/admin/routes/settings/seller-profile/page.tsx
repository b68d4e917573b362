import { PageStatus, Section } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Alert } from "@medusajs/ui"

import { SellerProfileForm } from "../../../components/seller-profile-form"
import type { RequiredSellerField } from "../../../../contracts/seller-profile"
import { useSellerProfile } from "../../../lib/documents"

const NAMES: Readonly<Record<RequiredSellerField, string>> = {
  name: "legal name",
  address: "address",
  tax_id: "tax number",
  email: "email",
}

const SellerProfilePage = () => {
  const loading = useSellerProfile()
  const profile = loading.data?.seller_profile
  if (!profile) return <PageStatus what="Seller profile" loading={loading} />
  return (
    <Section
      title="Seller profile"
      hint="Who issues receipts, invoices and credit notes. Issued documents keep theirs."
    >
      {profile.missing.length > 0 && (
        <div className="px-6 py-4">
          <Alert variant="warning">
            {`No invoices are issued until these are filled in: ${profile.missing.map((field) => NAMES[field]).join(", ")}.`}
          </Alert>
        </div>
      )}
      <SellerProfileForm profile={profile} />
    </Section>
  )
}

export const config = defineRouteConfig({ label: "Seller profile" })

export const handle = { breadcrumb: () => "Seller profile" }

export default SellerProfilePage

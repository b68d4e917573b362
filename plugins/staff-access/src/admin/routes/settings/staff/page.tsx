import { defineRouteConfig } from "@medusajs/admin-sdk"

import { KeysSection } from "../../../components/keys-section"
import { PeopleSection } from "../../../components/people-section"
import { RolesSection } from "../../../components/roles-section"
import { SecuritySection } from "../../../components/security-section"

const StaffPage = () => (
  <div className="flex flex-col gap-y-3">
    <PeopleSection />
    <RolesSection />
    <KeysSection />
    <SecuritySection />
  </div>
)

export const config = defineRouteConfig({ label: "Staff and roles" })

export const handle = { breadcrumb: () => "Staff and roles" }

export default StaffPage

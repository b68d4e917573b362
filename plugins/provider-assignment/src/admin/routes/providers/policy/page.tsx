import { PageStatus } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"

import { PolicyEditor } from "../../../components/policy-editor"
import { usePolicy } from "../../../lib/policies"

const PolicyPage = () => {
  const loading = usePolicy()
  if (!loading.data) return <PageStatus what="The policy" loading={loading} />
  // A new version, even one saved by another user, resets the form.
  return <PolicyEditor key={loading.data.current_version.id} policy={loading.data} />
}

export const config = defineRouteConfig({ label: "Policy" })

export const handle = { breadcrumb: () => "Policy" }

export default PolicyPage

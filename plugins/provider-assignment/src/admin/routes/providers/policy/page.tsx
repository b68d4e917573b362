import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container, Heading, Text } from "@medusajs/ui"

import { PolicyEditor } from "../../../components/policy-editor"
import { usePolicy } from "../../../lib/policies"
import { whyNotLoaded } from "../../../lib/sdk"

const PolicyPage = () => {
  const { data, isLoading, isError, error } = usePolicy()
  if (isLoading) return <Container className="h-64 animate-pulse" aria-busy="true" />
  if (isError || !data)
    return (
      <Container>
        <Heading>The policy could not be loaded</Heading>
        <Text size="small" className="text-ui-fg-subtle mt-2">
          {whyNotLoaded(error, "The shop did not answer. Reload the page to try again.")}
        </Text>
      </Container>
    )
  // A new version, also somebody else's, starts the form anew.
  return <PolicyEditor key={data.current_version.id} policy={data} />
}

export const config = defineRouteConfig({ label: "Policy" })

export default PolicyPage

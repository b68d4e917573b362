import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useState } from "react"

import { ProgrammeDrawer } from "../../../components/programme-drawer"
import { ProgrammeSection } from "../../../components/programme-section"
import { useProgrammes } from "../../../lib/programmes"
import { whyNotLoaded } from "../../../lib/sdk"
import { IfMay } from "../../../components/if-may"

const ProgrammesPage = () => {
  const [making, setMaking] = useState(false)
  const { data, isLoading, isError, error } = useProgrammes()
  const programmes = data?.affiliate_programmes ?? []
  return (
    <div className="flex flex-col gap-3">
      <Container className="flex items-center justify-between gap-4">
        <div>
          <Heading>Programmes</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            What affiliates are promised: who earns, how much, and when it is payable
          </Text>
        </div>
        <IfMay permission="affiliate-programmes:write">
          <Button size="small" variant="secondary" onClick={() => setMaking(true)}>
            New programme
          </Button>
        </IfMay>
      </Container>
      {isLoading && <Container className="h-40 animate-pulse" aria-busy="true" />}
      {isError && (
        <Container>
          <Text size="small" className="text-ui-fg-error">
            {whyNotLoaded(error, "The programmes could not be loaded. Reload the page to try again.")}
          </Text>
        </Container>
      )}
      {!isLoading && !isError && programmes.length === 0 && (
        <Container>
          <Text size="small" className="text-ui-fg-subtle">
            No programme yet. Make one, and customers can become affiliates.
          </Text>
        </Container>
      )}
      {programmes.map((programme) => (
        <ProgrammeSection key={programme.id} programme={programme} />
      ))}
      {making && <ProgrammeDrawer onClose={() => setMaking(false)} />}
    </div>
  )
}

export const config = defineRouteConfig({ label: "Programmes" })

export const handle = { breadcrumb: () => "Programmes" }

export default ProgrammesPage

import { IfMay, OpenButton, PageStatus } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container, Heading, Text } from "@medusajs/ui"

import { ProgrammeDrawer } from "../../../components/programme-drawer"
import { ProgrammeSection } from "../../../components/programme-section"
import { useProgrammes } from "../../../lib/programmes"

const ProgrammesPage = () => {
  const loading = useProgrammes()
  const programmes = loading.data?.affiliate_programmes
  return (
    <div className="flex flex-col gap-3">
      <Container className="flex items-center justify-between gap-4">
        <div>
          <Heading>Programs</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            How affiliates earn: attribution, rates and holding periods
          </Text>
        </div>
        <IfMay permission="affiliate-programmes:write">
          <OpenButton label="Create program">{(close) => <ProgrammeDrawer onClose={close} />}</OpenButton>
        </IfMay>
      </Container>
      {!programmes && <PageStatus what="Programs" loading={loading} />}
      {programmes?.length === 0 && (
        <Container>
          <Text size="small" className="text-ui-fg-subtle">
            No programs yet. Customers can become affiliates once you create one.
          </Text>
        </Container>
      )}
      {programmes?.map((programme) => (
        <ProgrammeSection key={programme.id} programme={programme} />
      ))}
    </div>
  )
}

export const config = defineRouteConfig({ label: "Programs" })

export const handle = { breadcrumb: () => "Programs" }

export default ProgrammesPage

import { IfMay, OpenButton, PageHeader, PageStatus } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container, Text } from "@medusajs/ui"

import { ProgrammeDrawer } from "../../../components/programme-drawer"
import { ProgrammeSection } from "../../../components/programme-section"
import { useProgrammes } from "../../../lib/programmes"

const ProgrammesPage = () => {
  const loading = useProgrammes()
  const programmes = loading.data?.affiliate_programmes
  return (
    <div className="flex flex-col gap-3">
      <PageHeader title="Programs" subtitle="How affiliates earn: attribution, rates and holding periods">
        <IfMay permission="affiliate-programmes:write">
          <OpenButton label="Create program">{(close) => <ProgrammeDrawer onClose={close} />}</OpenButton>
        </IfMay>
      </PageHeader>
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

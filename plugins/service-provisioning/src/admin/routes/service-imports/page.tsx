import { Fact, IfMay, PageHeader, Section } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"

import { PastImports } from "../../components/past-imports"
import { ServiceImport } from "../../components/service-import"
import { UploadServices } from "../../components/upload-services"
import { exportAddress, useImportColumns } from "../../lib/service-imports"

const Columns = () => {
  const { data, error, refetch } = useImportColumns()
  return (
    <Section
      title="Columns"
      hint="One line for each tier. Lines with the same handle are one service. Columns that you leave out keep their values."
      error={error}
      onRetry={() => void refetch()}
    >
      {(data?.columns ?? []).map(({ column, hint }) => (
        <Fact key={column} label={column}>
          {hint}
        </Fact>
      ))}
    </Section>
  )
}

const ServiceImportsPage = () => {
  const [params, setParams] = useSearchParams()
  const id = params.get("import")
  return (
    <div className="flex flex-col gap-3">
      <PageHeader title="Import and export services" subtitle="Create and change many services with a spreadsheet.">
        <Button size="small" variant="secondary" asChild>
          <a href={exportAddress("template")} download>
            Download template
          </a>
        </Button>
        <Button size="small" variant="secondary" asChild>
          <a href={exportAddress("services")} download>
            Export services
          </a>
        </Button>
      </PageHeader>
      {id ? (
        <ServiceImport key={id} id={id} onClose={() => setParams({})} />
      ) : (
        <>
          <IfMay permission="service-imports:write">
            <UploadServices onUploaded={(uploaded) => setParams({ import: uploaded.id })} />
          </IfMay>
          <PastImports />
        </>
      )}
      <Columns />
    </div>
  )
}

export const config = defineRouteConfig({ label: "Import and export", nested: "/products" })

export const handle = { breadcrumb: () => "Import and export services" }

export default ServiceImportsPage

import { ConfirmButton, Fact, formatCount, IfMay, PageStatus, Section } from "@atrium/admin-kit"
import { Alert, Button, StatusBadge, Table, Text } from "@medusajs/ui"

import type { ServiceImportOut } from "../../contracts/service-imports"
import { isRunning, reportAddress, useConfirmImport, useServiceImport } from "../lib/service-imports"

const STATUS = {
  checking: { label: "Checking", color: "blue" },
  checked: { label: "Checked", color: "orange" },
  importing: { label: "Importing", color: "blue" },
  completed: { label: "Completed", color: "green" },
} as const

const services = (count: number) => formatCount(count, "service")

const Progress = ({ progress: { done, total }, status }: ServiceImportOut) => (
  <div className="flex flex-col gap-2 px-6 py-4" role="status">
    <Text size="small">
      {`${status === "checking" ? "Checked" : "Imported"} ${done.toLocaleString()} of ${services(total)}`}
    </Text>
    <progress className="w-full" value={done} max={Math.max(total, 1)} aria-label="Progress" />
  </div>
)

const Plan = ({ plan }: ServiceImportOut) => (
  <>
    <Fact label="To create">{services(plan.create)}</Fact>
    <Fact label="To update">{services(plan.update)}</Fact>
    <Fact label="Unchanged">{services(plan.unchanged)}</Fact>
    <Fact label="Wrong">
      {plan.wrong > 0 ? `${services(plan.wrong)}, ${formatCount(plan.wrong_lines, "line")}` : services(0)}
    </Fact>
  </>
)

const Results = ({ results }: ServiceImportOut) => (
  <>
    <Fact label="Created">{services(results.created)}</Fact>
    <Fact label="Updated">{services(results.updated)}</Fact>
    <Fact label="Unchanged">{services(results.unchanged)}</Fact>
    <Fact label="Failed">{services(results.failed)}</Fact>
    <Fact label="Not imported because of wrong lines">{services(results.skipped)}</Fact>
  </>
)

const Problems = ({ problems, problem_count: count }: ServiceImportOut) => (
  <Section
    title="What needs attention"
    hint={
      count > problems.length
        ? `The first ${problems.length} of ${count.toLocaleString()}. The report has all of them.`
        : "Correct these cells in your file, then upload it again."
    }
  >
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>Line</Table.HeaderCell>
          <Table.HeaderCell>Column</Table.HeaderCell>
          <Table.HeaderCell>What to do</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {problems.map(({ line, column, message }, at) => (
          <Table.Row key={`${line} ${column} ${at}`}>
            <Table.Cell>{line}</Table.Cell>
            <Table.Cell className="font-mono">{column}</Table.Cell>
            <Table.Cell className="whitespace-normal">{message}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </Section>
)

const ReportButton = ({ id }: { id: string }) => (
  <Button size="small" variant="secondary" asChild>
    <a href={reportAddress(id)} download>
      Download report
    </a>
  </Button>
)

const Confirm = ({ id, plan }: ServiceImportOut) => {
  const confirm = useConfirmImport(id)
  const changes = plan.create + plan.update
  return (
    <IfMay permission="service-imports:write">
      {plan.wrong === 0 && changes > 0 && (
        <Button size="small" isLoading={confirm.isPending} onClick={() => confirm.mutate(false)}>
          {`Import ${services(changes)}`}
        </Button>
      )}
      {plan.wrong > 0 && changes > 0 && (
        <ConfirmButton
          isLoading={confirm.isPending}
          ask={{
            title: `Import ${services(changes)}?`,
            description: `${services(plan.wrong)} with wrong lines will not be imported.`,
            confirmText: `Import ${services(changes)}`,
            variant: "confirmation",
          }}
          onConfirm={() => confirm.mutate(true)}
        >
          Import the others
        </ConfirmButton>
      )}
    </IfMay>
  )
}

/** An uploaded file: the check's result, its confirmation, the progress, and the result of the import. */
export const ServiceImport = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const loading = useServiceImport(id)
  const found = loading.data?.service_import
  if (!found) return <PageStatus what="Import" loading={loading} />
  const { label, color } = STATUS[found.status]
  return (
    <>
      <Section
        title={found.file_name}
        hint={`${formatCount(found.lines, "line")} about ${services(found.services)}`}
        action={
          <div className="flex flex-wrap items-center gap-2">
            <StatusBadge color={color}>{label}</StatusBadge>
            {!isRunning(found.status) && <ReportButton id={id} />}
            {!isRunning(found.status) && (
              <Button size="small" variant="secondary" onClick={onClose}>
                Upload another file
              </Button>
            )}
            {found.status === "checked" && <Confirm {...found} />}
          </div>
        }
      >
        {isRunning(found.status) && <Progress {...found} />}
        {found.status === "checked" && <Plan {...found} />}
        {found.status === "checked" && found.plan.create + found.plan.update === 0 && (
          <div className="px-6 py-4">
            <Alert variant="info">There is nothing to import: no service would change.</Alert>
          </div>
        )}
        {found.status === "completed" && <Results {...found} />}
      </Section>
      {found.problems.length > 0 && !isRunning(found.status) && <Problems {...found} />}
    </>
  )
}

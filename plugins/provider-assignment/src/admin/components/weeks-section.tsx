import { Section } from "@atrium/admin-kit"
import { Table } from "@medusajs/ui"

import type { ProviderDetailOut } from "../../contracts/providers"
import { formatHours, formatWeek } from "../lib/format"

/** Assigned and available hours of the next weeks. */
export const WeeksSection = ({ provider }: { provider: ProviderDetailOut }) => (
  <Section title="Upcoming weeks">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>Week of</Table.HeaderCell>
          <Table.HeaderCell className="text-right">Assigned</Table.HeaderCell>
          <Table.HeaderCell className="text-right">Capacity</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {provider.weeks.map(({ week, reserved_hours, capacity_hours }) => (
          <Table.Row key={week}>
            <Table.Cell>{formatWeek(week)}</Table.Cell>
            <Table.Cell className="text-right tabular-nums">{formatHours(reserved_hours)}</Table.Cell>
            <Table.Cell className="text-right tabular-nums">{formatHours(capacity_hours)}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </Section>
)

import { Section } from "@atrium/admin-kit"
import { Table, Text } from "@medusajs/ui"

import type { AnalyticsSummary } from "../../contracts/summary"

const STEPS = [
  ["service_viewed", "Viewed a service"],
  ["cart_item_added", "Added to the cart"],
  ["checkout_started", "Started the checkout"],
  ["purchase_completed", "Paid orders"],
] as const

const number = new Intl.NumberFormat()
const share = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" })

/** The steps from a view to a paid order, each with its share of the visits. */
export const Funnel = ({ totals }: Pick<AnalyticsSummary, "totals">) => (
  <Section title="From visit to order" hint="Visits that reached each step. Orders are counted without their visit.">
    <dl className="grid grid-cols-2 gap-4 px-6 py-4 md:grid-cols-5">
      {([["visits", "Visits"], ...STEPS] as const).map(([name, label]) => (
        <div key={name}>
          <dt className="text-ui-fg-subtle txt-compact-small">{label}</dt>
          <dd className="h1-core">{number.format(totals[name])}</dd>
          {name !== "visits" && totals.visits > 0 && (
            <Text size="small" className="text-ui-fg-muted">
              {share.format(totals[name] / totals.visits)}
            </Text>
          )}
        </div>
      ))}
    </dl>
  </Section>
)

/** One row per day. */
export const Days = ({ days }: { days: AnalyticsSummary["per_day"] }) => (
  <Section title="Per day" hint="In UTC">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>Day</Table.HeaderCell>
          <Table.HeaderCell className="text-right">Visits</Table.HeaderCell>
          {STEPS.map(([name, label]) => (
            <Table.HeaderCell key={name} className="text-right">
              {label}
            </Table.HeaderCell>
          ))}
          <Table.HeaderCell className="text-right">Failed payments</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {days.map((row) => (
          <Table.Row key={row.date}>
            <Table.Cell>{day.format(new Date(row.date))}</Table.Cell>
            <Table.Cell className="text-right">{number.format(row.visits)}</Table.Cell>
            {STEPS.map(([name]) => (
              <Table.Cell key={name} className="text-right">
                {number.format(row[name])}
              </Table.Cell>
            ))}
            <Table.Cell className="text-right">{number.format(row.payment_failed)}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </Section>
)

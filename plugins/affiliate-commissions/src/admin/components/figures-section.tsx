import { Empty, formatAmount, Section } from "@atrium/admin-kit"
import { Table } from "@medusajs/ui"

import type { AffiliateDetailOut } from "../../contracts"

const COLUMNS = ["pending", "held", "payable", "paid", "earned"] as const
const LABELS = {
  pending: "Holding period",
  held: "On hold",
  payable: "Payable",
  paid: "Paid",
  earned: "Earned",
} as const

/** An affiliate's earnings by currency. Each amount is the balance of a ledger account. */
export const FiguresSection = ({ affiliate }: { affiliate: AffiliateDetailOut }) => (
  <Section title="Earnings">
    {affiliate.currencies.length === 0 ? (
      <Empty>No earnings yet. They appear here with the first attributed order.</Empty>
    ) : (
      <div className="overflow-x-auto">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>Currency</Table.HeaderCell>
              {COLUMNS.map((column) => (
                <Table.HeaderCell key={column} className="text-right">
                  {LABELS[column]}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {affiliate.currencies.map((figures) => (
              <Table.Row key={figures.currency_code}>
                <Table.Cell>{figures.currency_code.toUpperCase()}</Table.Cell>
                {COLUMNS.map((column) => (
                  <Table.Cell key={column} className="whitespace-nowrap text-right tabular-nums">
                    {formatAmount(figures[column], figures.currency_code)}
                  </Table.Cell>
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    )}
  </Section>
)

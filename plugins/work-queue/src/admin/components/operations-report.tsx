import { formatMoment } from "@atrium/admin-kit"
import { Badge, Container, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"

import type { ReportRowView } from "../../contracts"
import { useOperationsReport } from "../lib/work-items"

const Figure = ({ row }: { row: ReportRowView }) => (
  <Badge size="2xsmall" color={row.needs_attention ? "red" : "grey"}>
    {row.value ?? "Not available"}
  </Badge>
)

/** Figures from every plugin. Those that need attention are highlighted, and some link to a page. */
export const OperationsReport = () => {
  const { data } = useOperationsReport()
  if (!data?.rows.length) return null
  return (
    <Container className="p-0">
      <ul aria-label="Key figures" className="flex flex-wrap gap-x-6 gap-y-2 px-6 py-4">
        {data.rows.map((row) => (
          <li key={row.name} className="flex items-center gap-2">
            <Text size="small" leading="compact">
              {row.page ? (
                <Link to={row.page} className="hover:text-ui-fg-base underline-offset-4 hover:underline">
                  {row.label}
                </Link>
              ) : (
                row.label
              )}
            </Text>
            <Figure row={row} />
            {row.since ? (
              <Text size="small" leading="compact" className="text-ui-fg-subtle">
                since {formatMoment(row.since)}
              </Text>
            ) : null}
          </li>
        ))}
      </ul>
    </Container>
  )
}

import { Empty, formatDate } from "@atrium/admin-kit"
import { Table } from "@medusajs/ui"
import { Link } from "react-router-dom"

import type { ShopPageView } from "../../contracts/shop-pages"
import { PublishedBadge } from "./published-badge"

/** All pages, in the order of their links. */
export const PageList = ({ pages }: { pages: readonly ShopPageView[] }) =>
  pages.length === 0 ? (
    <Empty>No pages yet. Terms, privacy, refunds and answers to questions appear here.</Empty>
  ) : (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>Title</Table.HeaderCell>
            <Table.HeaderCell>Status</Table.HeaderCell>
            <Table.HeaderCell>Address</Table.HeaderCell>
            <Table.HeaderCell>Version</Table.HeaderCell>
            <Table.HeaderCell>Updated</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {pages.map((page) => (
            <Table.Row key={page.id}>
              <Table.Cell>
                <Link className="text-ui-fg-interactive" to={`/settings/pages/${page.id}`}>
                  {page.title}
                </Link>
              </Table.Cell>
              <Table.Cell>
                <PublishedBadge published={page.published} />
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">{`/pages/${page.slug}`}</Table.Cell>
              <Table.Cell>{page.version}</Table.Cell>
              <Table.Cell className="whitespace-nowrap">{formatDate(page.updated_at)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )

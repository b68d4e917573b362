import { Empty, IfMay, Section } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Text } from "@medusajs/ui"

import { factsOf, fileOf, titleOf, useIssueDocuments, useOrderDocuments } from "../lib/documents"

const Issue = ({ orderId }: { orderId: string }) => {
  const { mutate, isPending } = useIssueDocuments(orderId)
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={() => mutate()}>
      Issue now
    </Button>
  )
}

/** On the order page: receipt, invoice and credit notes. They can be downloaded, never issued again. */
const OrderDocuments = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { data, error, refetch } = useOrderDocuments(order.id)
  const none = data?.count === 0
  return (
    <Section
      title="Documents"
      error={error}
      onRetry={() => void refetch()}
      action={
        none && (
          <IfMay permission="order-documents:write">
            <Issue orderId={order.id} />
          </IfMay>
        )
      }
    >
      {none && <Empty>Documents are issued once the order is paid in full.</Empty>}
      <ul className="divide-y">
        {data?.order_documents.map((document) => (
          <li key={document.id} className="flex flex-col gap-1 px-6 py-3">
            <a className="text-ui-fg-interactive txt-compact-small" href={fileOf(document)} download>
              {titleOf(document)}
            </a>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {factsOf(document)}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.after" })

export default OrderDocuments

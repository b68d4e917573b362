import { createClient } from "@atrium/client"
import { formatMoney } from "@atrium/kernel"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CurrencyDollar } from "@medusajs/icons"
import { Alert, Button, Container, Heading, StatusBadge, Table, Text, toast, usePrompt } from "@medusajs/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import { type BankTransferView, routes } from "../../../contracts"

const admin = createClient({ baseUrl: "", credentials: "include" })
const LIST = "bank-transfers"

const LABELS = { expected: "Expected", received: "Received", canceled: "Canceled" } as const
const COLORS = { expected: "orange", received: "green", canceled: "grey" } as const

const useArrival = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => admin.call(routes, "POST /admin/bank-transfers/:id/arrival", { params: { id } }),
    onSuccess: () => toast.success("The transfer is recorded; the order follows"),
    onError: (error) => toast.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIST] }),
  })
}

const TransferRow = ({ transfer }: { transfer: BankTransferView }) => {
  const prompt = usePrompt()
  const { mutate, isPending } = useArrival()
  const amount = formatMoney(transfer.amount, transfer.currency_code)
  const record = async () => {
    const sure = await prompt({
      title: "Record this transfer?",
      description: `${amount} with the reference ${transfer.id} is on the account. This cannot be undone.`,
      confirmText: "Record",
      cancelText: "Cancel",
      variant: "confirmation",
    })
    if (sure) mutate(transfer.id)
  }
  return (
    <Table.Row>
      <Table.Cell className="font-mono">{transfer.id}</Table.Cell>
      <Table.Cell>{amount}</Table.Cell>
      <Table.Cell>
        <StatusBadge color={COLORS[transfer.status]}>{LABELS[transfer.status]}</StatusBadge>
      </Table.Cell>
      <Table.Cell className="text-right">
        {transfer.status === "expected" ? (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void record()}>
            Record arrival
          </Button>
        ) : null}
      </Table.Cell>
    </Table.Row>
  )
}

const BankTransfersPage = () => {
  const { data, error } = useQuery({
    queryKey: [LIST],
    queryFn: async () =>
      (await admin.call(routes, "GET /admin/bank-transfers", { query: { order: "-created_at" } })).data,
  })
  return (
    <Container className="divide-y p-0">
      <Heading className="px-6 py-4">Bank transfers</Heading>
      {error ? <Alert variant="error">{error.message}</Alert> : null}
      {data?.count === 0 ? <Text className="px-6 py-4">No shopper has chosen a bank transfer yet.</Text> : null}
      {data?.count ? (
        <Table>
          <Table.Body>
            {data.bank_transfers.map((transfer) => (
              <TransferRow key={transfer.id} transfer={transfer} />
            ))}
          </Table.Body>
        </Table>
      ) : null}
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Bank transfers", icon: CurrencyDollar })

export const handle = { breadcrumb: () => "Bank transfers" }

export default BankTransfersPage

import { ListTable, statusFilter, useListState } from "@atrium/admin-kit"
import { useSearchParams } from "react-router-dom"

import { ListCommissions } from "../../contracts/commissions"
import { COMMISSION_STATUS_LABELS } from "../../contracts/statuses"
import { useCommissions } from "../lib/commissions"
import { commissionColumns } from "./commission-columns"
import { CommissionDrawer } from "./commission-drawer"

const FILTERS = [statusFilter(COMMISSION_STATUS_LABELS)]
const EMPTY = {
  heading: "No commissions yet",
  description: "Commissions on orders that affiliates refer appear here, one for each item.",
}

type Props = { level: "h1" | "h2"; affiliateId?: string }

/** Commissions of one affiliate or of all. A row opens the commission's details (`?commission=<id>`). */
export const CommissionTable = ({ level, affiliateId }: Props) => {
  const list = useListState({
    query: ListCommissions,
    order: "-paid_at",
    filters: ["status"],
    ...(affiliateId ? { fixed: { affiliate_id: affiliateId } } : {}),
  })
  const commissions = useCommissions(list.query)
  const [params, setParams] = useSearchParams()
  const open = (id: string | undefined) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (id) next.set("commission", id)
      else next.delete("commission")
      return next
    })
  return (
    <>
      <ListTable
        title="Commissions"
        level={level}
        list={list}
        loaded={{ ...commissions, rows: commissions.data?.commissions }}
        columns={commissionColumns(affiliateId === undefined)}
        filters={FILTERS}
        searchFor="Affiliate, service or order"
        empty={EMPTY}
        onOpen={open}
      />
      <CommissionDrawer id={params.get("commission") ?? undefined} onClose={() => open(undefined)} />
    </>
  )
}

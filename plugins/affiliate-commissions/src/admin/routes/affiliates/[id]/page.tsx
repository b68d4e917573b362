import {
  actorLabel,
  Copyable,
  Fact,
  formatDate,
  formatMoment,
  formatShare,
  IfMay,
  PageHeader,
  PageStatus,
  Section,
  TwoColumns,
} from "@atrium/admin-kit"
import { Container, StatusBadge, Text } from "@medusajs/ui"
import { Link, type UIMatch, useParams } from "react-router-dom"

import type { AffiliateDetailOut } from "../../../../contracts"
import { CommissionTable } from "../../../components/commission-table"
import { FiguresSection } from "../../../components/figures-section"
import { MoveAffiliate } from "../../../components/move-affiliate"
import { useAffiliate } from "../../../lib/affiliates"
import { AFFILIATE_COLORS, AFFILIATE_LABELS } from "../../../lib/format"

const Facts = ({ affiliate }: { affiliate: AffiliateDetailOut }) => (
  <Section title="Details">
    <Fact label="Customer">
      <Link className="text-ui-fg-interactive" to={`/customers/${affiliate.customer.id}`}>
        {affiliate.customer.name || affiliate.customer.email}
      </Link>
      <span className="block">{affiliate.customer.email}</span>
    </Fact>
    <Fact label="Link">
      <Copyable text={affiliate.link} />
    </Fact>
    <Fact label="Program">{affiliate.programme.name}</Fact>
    <Fact label="Clicks">{affiliate.clicks}</Fact>
    <Fact label="Conversions">{`${affiliate.conversions} (${formatShare(affiliate.conversion_rate)})`}</Fact>
    <Fact label="Ledger">
      <Link className="text-ui-fg-interactive" to={`/ledger?view=accounts&q=${affiliate.id}`}>
        Accounts and entries
      </Link>
    </Fact>
  </Section>
)

const History = ({ affiliate }: { affiliate: AffiliateDetailOut }) => (
  <Section title="History">
    {affiliate.history.map((row) => (
      <div key={row.created_at} className="px-6 py-3">
        <Text size="small">
          {AFFILIATE_LABELS[row.status]}
          {row.reason ? `: ${row.reason}` : ""}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted">
          {`${formatMoment(row.created_at)} · ${actorLabel(row.actor_type)}`}
        </Text>
      </div>
    ))}
  </Section>
)

const AffiliatePage = () => {
  const { id = "" } = useParams()
  const loading = useAffiliate(id)
  const affiliate = loading.data?.affiliate
  if (!affiliate) return <PageStatus what="This affiliate" loading={loading} />

  return (
    <TwoColumns
      main={
        <>
          <PageHeader
            title={affiliate.code}
            mono
            subtitle={`${affiliate.customer.name || affiliate.customer.email} · Joined ${formatDate(affiliate.joined_at)}`}
          >
            <StatusBadge color={AFFILIATE_COLORS[affiliate.status]}>{AFFILIATE_LABELS[affiliate.status]}</StatusBadge>
            <IfMay permission="affiliates:write">
              <MoveAffiliate affiliate={affiliate} />
            </IfMay>
          </PageHeader>
          <FiguresSection affiliate={affiliate} />
          <Container className="divide-y p-0">
            <CommissionTable level="h2" affiliateId={affiliate.id} />
          </Container>
        </>
      }
      side={
        <>
          <Facts affiliate={affiliate} />
          <History affiliate={affiliate} />
        </>
      }
    />
  )
}

const Breadcrumb = ({ id }: { id: string }) => useAffiliate(id).data?.affiliate.code ?? "Affiliate"

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <Breadcrumb id={params["id"] ?? ""} />,
  seo: () => ({ title: "Affiliate" }),
}

export default AffiliatePage

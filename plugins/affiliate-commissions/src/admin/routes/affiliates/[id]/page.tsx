import {
  actorWord,
  Copied,
  Fact,
  formatDate,
  formatMoment,
  formatShare,
  IfMay,
  PageStatus,
  Section,
} from "@atrium/admin-kit"
import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { Link, useParams } from "react-router-dom"

import type { AffiliateDetailOut } from "../../../../contracts"
import { CommissionTable } from "../../../components/commission-table"
import { FiguresSection } from "../../../components/figures-section"
import { MoveAffiliate } from "../../../components/move-affiliate"
import { useAffiliate } from "../../../lib/affiliates"
import { AFFILIATE_COLORS, AFFILIATE_LABELS } from "../../../lib/format"

const Facts = ({ affiliate }: { affiliate: AffiliateDetailOut }) => (
  <Section title="About">
    <Fact label="Customer">
      <Link className="text-ui-fg-interactive" to={`/customers/${affiliate.customer.id}`}>
        {affiliate.customer.name || affiliate.customer.email}
      </Link>
      <span className="block">{affiliate.customer.email}</span>
    </Fact>
    <Fact label="Link">
      <Copied text={affiliate.link} />
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
          {`${formatMoment(row.created_at)} · ${actorWord(row.actor_type)}`}
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
    <div className="flex flex-col gap-3 xl:flex-row">
      <div className="flex w-full min-w-0 flex-col gap-3">
        <Container className="flex flex-wrap items-center justify-between gap-4">
          <div>
            <Heading className="font-mono">{affiliate.code}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {`${affiliate.customer.name || affiliate.customer.email} · joined ${formatDate(affiliate.joined_at)}`}
            </Text>
          </div>
          <div className="flex items-center gap-3">
            <StatusBadge color={AFFILIATE_COLORS[affiliate.status]}>{AFFILIATE_LABELS[affiliate.status]}</StatusBadge>
            <IfMay permission="affiliates:write">
              <MoveAffiliate affiliate={affiliate} />
            </IfMay>
          </div>
        </Container>
        <FiguresSection affiliate={affiliate} />
        <Container className="divide-y p-0">
          <CommissionTable level="h2" affiliateId={affiliate.id} />
        </Container>
      </div>
      <div className="flex w-full flex-col gap-3 xl:max-w-[400px]">
        <Facts affiliate={affiliate} />
        <History affiliate={affiliate} />
      </div>
    </div>
  )
}

export const handle = { breadcrumb: () => "Affiliate" }

export default AffiliatePage

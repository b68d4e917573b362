import { Container, Copy, Heading, StatusBadge, Text } from "@medusajs/ui"
import { Link, useParams } from "react-router-dom"

import type { AffiliateDetailOut } from "../../../../contracts"
import { CommissionTable } from "../../../components/commission-table"
import { FiguresSection } from "../../../components/figures-section"
import { MoveAffiliate } from "../../../components/move-affiliate"
import { Fact, Section } from "../../../components/section"
import { useAffiliate } from "../../../lib/affiliates"
import { AFFILIATE_COLOURS, AFFILIATE_LABELS, formatDate, formatMoment, formatShare } from "../../../lib/format"
import { whyNotLoaded } from "../../../lib/sdk"
import { IfMay } from "../../../components/if-may"

const Facts = ({ affiliate }: { affiliate: AffiliateDetailOut }) => (
  <Section title="About">
    <Fact label="Customer">
      <Link className="text-ui-fg-interactive" to={`/customers/${affiliate.customer.id}`}>
        {affiliate.customer.name || affiliate.customer.email}
      </Link>
      <span className="block">{affiliate.customer.email}</span>
    </Fact>
    <Fact label="Link">
      <span className="flex items-start gap-2">
        <span className="break-all font-mono">{affiliate.link}</span>
        <Copy content={affiliate.link} />
      </span>
    </Fact>
    <Fact label="Programme">{affiliate.programme.name}</Fact>
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
          {`${formatMoment(row.created_at)} · ${row.actor_type === "user" ? "staff" : row.actor_type}`}
        </Text>
      </div>
    ))}
  </Section>
)

const AffiliatePage = () => {
  const { id = "" } = useParams()
  const { data, isLoading, isError, error } = useAffiliate(id)
  const affiliate = data?.affiliate

  if (isLoading) return <Container className="h-64 animate-pulse" aria-busy="true" />
  if (isError || !affiliate)
    return (
      <Container>
        <Heading>This affiliate could not be loaded</Heading>
        <Text size="small" className="text-ui-fg-subtle mt-2">
          {whyNotLoaded(error, "It may not exist, or the shop did not answer. Go back to the list and try again.")}
        </Text>
      </Container>
    )

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
            <StatusBadge color={AFFILIATE_COLOURS[affiliate.status]}>{AFFILIATE_LABELS[affiliate.status]}</StatusBadge>
            <IfMay permission="affiliates:write">
              <MoveAffiliate affiliate={affiliate} />
            </IfMay>
          </div>
        </Container>
        <FiguresSection affiliate={affiliate} />
        <Container className="divide-y p-0">
          <CommissionTable title="Commissions" level="h2" affiliateId={affiliate.id} />
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

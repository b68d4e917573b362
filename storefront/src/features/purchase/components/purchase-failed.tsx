import { formatMoney } from "@atrium/kernel"
import type { PurchaseState } from "@atrium/service-provisioning/contracts"

import { ButtonLink, Card, Facts, PageHeading } from "@/lib/ui"

import { declineWords } from "../declines"

/** Why the payment did not go through, what is kept, and the way to try again on the same purchase. */
export const PurchaseFailed = ({ purchase, locale }: { purchase: PurchaseState; locale: string }) => {
  const expired = purchase.status === "expired"
  const words = declineWords(expired ? "expired" : purchase.error?.code)
  return (
    <div className="grid gap-10">
      <div role="alert">
        <PageHeading title={words.title}>{words.advice}</PageHeading>
      </div>
      <Card className="grid gap-5">
        <h2 className="text-xl">Your purchase</h2>
        <Facts
          rows={[
            ...purchase.items.map((item) => ({
              term: `${item.service}, ${item.tier}${item.quantity > 1 ? ` × ${item.quantity}` : ""}`,
              value: formatMoney(item.amount, purchase.currency_code, locale),
            })),
            { term: "Amount due", value: formatMoney(purchase.amount, purchase.currency_code, locale), strong: true },
          ]}
        />
        {expired ? null : (
          <p className="text-sm text-ink-soft">
            Your details and answers are kept with this purchase until{" "}
            <time dateTime={purchase.expires_at}>
              {new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(
                new Date(purchase.expires_at)
              )}{" "}
              UTC
            </time>
            . Bookmark this page to come back.
          </p>
        )}
      </Card>
      <div className="flex flex-wrap gap-3">
        {expired ? (
          <ButtonLink href="/#services">See all services</ButtonLink>
        ) : (
          <ButtonLink href={`/purchase/${purchase.id}`}>Try again</ButtonLink>
        )}
      </div>
    </div>
  )
}

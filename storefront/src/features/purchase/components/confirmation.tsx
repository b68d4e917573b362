import type { PurchaseState } from "@atrium/service-provisioning/contracts"

import { OrderDocuments } from "@/features/documents/components/order-documents"
import { ButtonLink, Card, Facts, PageHeading } from "@/lib/ui"

import { purchaseRows } from "../purchase-rows"
import { contactText, provisioningPending } from "../purchase-state"
import { ConfirmationRecipient } from "./confirmation-recipient"
import { PrintButton } from "./print-button"
import { ReferenceNumbers } from "./reference-numbers"
import { PurchasePoller } from "./purchase-poller"

const leadText = ({ items, service_requests: requests }: PurchaseState): string => {
  if (items.length === 0) return "Your order is placed."
  return requests.length === 1
    ? "Keep this number. Use it to check progress at any time."
    : "Keep these numbers. Use them to check progress at any time."
}

/** Invites a guest to see this purchase, and earlier ones with the same address, in an account. */
const Invitation = () => (
  <section aria-labelledby="account-title" className="grid justify-items-start gap-4 print:hidden">
    <h2 id="account-title" className="text-2xl">
      Keep everything in one place
    </h2>
    <p className="max-w-[60ch] text-ink-soft">
      Create an account with the email address of this purchase. Once you've confirmed the address, you'll find this
      purchase there, and everything else you bought with it.
    </p>
    <ButtonLink href="/register" variant="secondary">
      Create an account
    </ButtonLink>
  </section>
)

/**
 * Confirms a paid purchase: reference numbers, next steps and what was bought.
 * @param isGuest whether the visitor is signed out
 */
export const Confirmation = ({
  purchase,
  locale,
  isGuest = false,
}: {
  purchase: PurchaseState
  locale: string
  isGuest?: boolean
}) => (
  <div className="grid gap-12">
    <div role="status">
      <PageHeading title="Thank you. Your payment went through.">{leadText(purchase)}</PageHeading>
    </div>

    {purchase.service_requests.length > 0 ? <ReferenceNumbers requests={purchase.service_requests} /> : null}
    {provisioningPending(purchase) ? (
      <PurchasePoller
        purchaseId={purchase.id}
        title="We're creating your reference number"
        text="This takes a few seconds. It will appear here, and we'll email it to you."
      />
    ) : null}

    <div className="grid items-start gap-8 lg:grid-cols-2">
      <section aria-labelledby="next-title" className="grid gap-5">
        <h2 id="next-title" className="text-2xl">
          What happens next
        </h2>
        <ol className="grid list-decimal gap-4 pl-5 marker:text-ink-soft">
          <li>
            <ConfirmationRecipient purchaseId={purchase.id} email={purchase.customer?.email} />
          </li>
          {purchase.items.length > 0 ? (
            <>
              <li>{contactText(purchase.estimated_contact_hours)}</li>
              <li>
                We'll email you each time the status changes. You can also check it at any time with your reference
                number.
              </li>
            </>
          ) : null}
          {purchase.goods.length > 0 ? (
            <li>We'll pack your products and send them to the address you entered.</li>
          ) : null}
        </ol>
      </section>
      <Card>
        <section aria-labelledby="bought-title" className="grid gap-5">
          <h2 id="bought-title" className="text-xl">
            What you bought
          </h2>
          <Facts
            rows={[
              ...(purchase.order ? [{ term: "Order", value: purchase.order.reference }] : []),
              ...purchaseRows(purchase, "Paid", locale),
            ]}
          />
        </section>
      </Card>
    </div>

    {purchase.order && purchase.documents_token ? (
      <OrderDocuments
        orderId={purchase.order.id}
        documents={[{ kind: "receipt" }, { kind: "invoice" }]}
        token={purchase.documents_token}
      />
    ) : null}

    {isGuest ? <Invitation /> : null}

    <div className="flex flex-wrap gap-3 print:hidden">
      {purchase.service_requests[0] ? (
        <ButtonLink href={`/track/${purchase.service_requests[0].reference_number}`}>Check status</ButtonLink>
      ) : null}
      <PrintButton />
    </div>
  </div>
)

import type { OwnPrivacyRequest } from "@atrium/identity/contracts"
import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { requireCustomer } from "@/features/auth/queries"
import { askForErasure, askForExport } from "@/features/privacy/actions"
import { AskButton } from "@/features/privacy/components/ask-button"
import { listPrivacyRequests } from "@/features/privacy/queries"
import { formatDate } from "@/features/service-requests/format"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Privacy", robots: { index: false } }

const STATUS: Readonly<Record<OwnPrivacyRequest["status"], string>> = {
  requested: "Waiting for you to open the emailed link",
  running: "In progress",
  incomplete: "In progress",
  completed: "Completed",
  refused: "Not possible yet",
  expired: "The link expired",
}

const PrivacyPage = async () => {
  const { customer, token } = await requireCustomer("/account/privacy")
  const [requests, locale] = await Promise.all([listPrivacyRequests(token), currentLocale()])
  return (
    <AccountFrame current="/account/privacy">
      <PageHeading title="Privacy">Get a copy of everything we store about you, or have it erased.</PageHeading>
      <div className="grid gap-12 lg:max-w-[35rem]">
        <section aria-labelledby="export-title" className="grid gap-5">
          <h2 id="export-title" className="text-2xl">
            Export your data
          </h2>
          <p>One ZIP file with your orders, requests, answers and emails, and your invoices and receipts as PDF.</p>
          <AskButton action={askForExport} label="Export my data" email={customer.email} />
        </section>
        {requests.length > 0 ? (
          <section aria-labelledby="requests-title" className="grid gap-5">
            <h2 id="requests-title" className="text-2xl">
              Your requests
            </h2>
            <ul className="grid gap-4">
              {requests.map((request) => (
                <li key={request.id} className="flex flex-wrap items-center justify-between gap-3">
                  <span>
                    {request.kind === "export" ? "Export" : "Erasure"}, {formatDate(request.requested_at, locale)}:{" "}
                    {STATUS[request.status]}
                  </span>
                  {request.archive_expires_at ? (
                    // A file, not a page: after the router's link to it, every form on this page would wait forever.
                    <a
                      className="inline-flex min-h-11 items-center underline"
                      href={`/account/privacy/${request.id}`}
                      download
                    >
                      Download
                    </a>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section aria-labelledby="erase-title" className="grid gap-5">
          <h2 id="erase-title" className="text-2xl">
            Erase your data
          </h2>
          <p>
            Your account ends, and your name, addresses, answers and emails are erased. This can&apos;t be undone. We
            keep invoices and amounts as long as tax law requires. Open requests and payments must be finished first.
          </p>
          <AskButton action={askForErasure} label="Erase my data" email={customer.email} />
        </section>
      </div>
    </AccountFrame>
  )
}

export default PrivacyPage

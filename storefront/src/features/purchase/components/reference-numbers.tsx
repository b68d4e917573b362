import type { PurchasedRequest } from "@atrium/service-provisioning/contracts"
import Link from "next/link"

import { CopyButton } from "@/lib/ui"

/** Lists the reference numbers of a purchase, each with a copy button and a link to its tracking page. */
export const ReferenceNumbers = ({ requests }: { requests: readonly PurchasedRequest[] }) => (
  <ul className="grid gap-4" aria-label={requests.length === 1 ? "Your reference number" : "Your reference numbers"}>
    {requests.map((request) => (
      <li
        key={request.reference_number}
        className="grid gap-4 rounded-md border border-accent bg-accent-soft p-6 sm:flex sm:items-center sm:justify-between"
      >
        <div className="grid gap-1">
          <span className="text-sm text-ink-soft">
            {request.service} · {request.tier}
          </span>
          <strong className="font-mono text-xl font-medium tracking-wide wrap-anywhere sm:text-2xl">
            {request.reference_number}
          </strong>
          <span className="text-sm">{request.status_label}</span>
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <CopyButton text={request.reference_number} label={`Copy ${request.reference_number}`} />
          <Link
            href={`/track/${request.reference_number}`}
            className="inline-flex min-h-10 items-center underline underline-offset-4"
          >
            Track progress
          </Link>
        </div>
      </li>
    ))}
  </ul>
)

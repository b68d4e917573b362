import type { OrderDocument } from "../queries"

const LABELS: Readonly<Record<OrderDocument["kind"], string>> = {
  receipt: "Receipt",
  invoice: "Tax invoice",
  credit_note: "Credit note",
}

type Props = {
  orderId: string
  /** Without a number, the latest of its kind. */
  documents: readonly (Pick<OrderDocument, "kind"> & { number?: string })[]
  /** Signed, for a guest. */
  token?: string
}

/** Links to an order's documents as PDF. */
export const OrderDocuments = ({ orderId, documents, token }: Props) => {
  if (documents.length === 0) return null
  return (
    <section aria-labelledby="documents-title" className="grid gap-3 print:hidden">
      <h2 id="documents-title" className="text-xl">
        Documents
      </h2>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {documents.map(({ kind, number }) => {
          const query = new URLSearchParams({ ...(number ? { number } : {}), ...(token ? { token } : {}) })
          return (
            <li key={number ?? kind}>
              {/* A file, not a page: the router must not fetch it in advance. */}
              <a
                className="inline-flex min-h-11 items-center underline"
                href={`/documents/${encodeURIComponent(orderId)}/${kind}?${query.toString()}`}
                rel="nofollow"
                download
              >
                {LABELS[kind]} (PDF){number ? <span className="figures ml-1 text-sm">{number}</span> : null}
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

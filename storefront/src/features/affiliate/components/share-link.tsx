import { CopyButton } from "@/lib/ui"

import type { AffiliateView, LinkView } from "../queries"

const LinkRow = ({ title, url }: { title: string; url: string }) => (
  <li className="flex items-center justify-between gap-4 border-t border-line py-3">
    <div className="grid min-w-0">
      <span className="font-medium">{title}</span>
      <span className="truncate font-mono text-sm text-ink-soft">{url.replace(/^https?:\/\//, "")}</span>
    </div>
    <CopyButton text={url} label={`Copy the link to ${title}`} />
  </li>
)

/** The affiliate's link with a copy button, and a collapsed list with one link per service. */
export const ShareLink = ({ affiliate, links }: { affiliate: AffiliateView; links: readonly LinkView[] }) => {
  const services = links.filter(({ url }) => url !== affiliate.link)
  return (
    <section aria-labelledby="link-title" className="grid gap-4 rounded-md border border-line bg-raised p-5 sm:p-6">
      <h2 id="link-title" className="text-lg">
        Your link
      </h2>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <span className="min-w-0 font-mono text-base break-all sm:text-lg">
          {affiliate.link.replace(/^https?:\/\//, "")}
        </span>
        <CopyButton text={affiliate.link} label="Copy your link" />
      </div>
      <p className="text-sm text-ink-soft">
        Or add <span className="font-mono text-ink">?ref={affiliate.code}</span> to the link of any page.
      </p>
      {services.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-10 items-center underline underline-offset-4">
            Links to individual services
          </summary>
          <ul className="mt-2 border-b border-line">
            {services.map((link) => (
              <LinkRow key={link.url} title={link.title} url={link.url} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

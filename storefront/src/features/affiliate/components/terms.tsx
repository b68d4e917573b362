import type { TermsView } from "../queries"
import { formatRate, describeTerms } from "../format"

/** The program's terms, including services with a different rate. */
export const Terms = ({ terms, locale }: { terms: TermsView; locale: string }) => (
  <div className="grid gap-6">
    <ul className="grid max-w-[62ch] list-disc gap-2 pl-5">
      {describeTerms(terms, locale).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    {terms.exceptions.length > 0 ? (
      <div className="grid gap-2">
        <h3 className="text-lg">Services with a different rate</h3>
        <dl className="max-w-[36rem] border-b border-line">
          {terms.exceptions.map(({ service_id, service, rate_bp, description }) => (
            <div key={service_id} className="flex items-baseline justify-between gap-6 border-t border-line py-2">
              <dt>{service ?? "A service that's not currently for sale"}</dt>
              <dd className="figures">{rate_bp === null ? description : formatRate(rate_bp, locale)}</dd>
            </div>
          ))}
        </dl>
      </div>
    ) : null}
  </div>
)

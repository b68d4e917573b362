import { Card, Facts } from "@/lib/ui"

import { formatStart } from "../format"
import type { ConsultationView } from "../queries"

/** Beside a long value on a phone. */
const Term = ({ children }: { children: string }) => <span className="whitespace-nowrap">{children}</span>

/** When, with whom and where, in a time zone. */
export const ConsultationFacts = ({
  consultation,
  locale,
  timeZone,
}: {
  consultation: ConsultationView
  locale: string
  timeZone: string
}) => (
  <Card>
    <Facts
      rows={[
        { term: <Term>Service</Term>, value: consultation.service.title },
        {
          term: <Term>When</Term>,
          value: <time dateTime={consultation.starts_at}>{formatStart(consultation.starts_at, locale, timeZone)}</time>,
        },
        { term: <Term>With</Term>, value: consultation.provider.name },
        ...(consultation.place ? [{ term: <Term>Where</Term>, value: consultation.place }] : []),
        { term: <Term>Reference</Term>, value: consultation.reference },
      ]}
    />
  </Card>
)

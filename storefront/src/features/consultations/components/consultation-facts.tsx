import { Card, Facts } from "@/lib/ui"

import { formatStart } from "../format"
import type { ConsultationView } from "../queries"

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
        { term: "Service", value: consultation.service.title },
        {
          term: "When",
          value: <time dateTime={consultation.starts_at}>{formatStart(consultation.starts_at, locale, timeZone)}</time>,
        },
        { term: "With", value: consultation.provider.name },
        ...(consultation.place ? [{ term: "Where", value: consultation.place }] : []),
        { term: "Reference", value: consultation.reference },
      ]}
    />
  </Card>
)

import { ButtonLink } from "@/lib/ui/button"

import { slotsPath } from "../paths"
import type { OfferView } from "../queries"

/** On the service's page: leads to its free times. */
export const BookConsultation = ({ offer }: { offer: OfferView }) => (
  <div className="mt-6 grid gap-3 border-t border-line pt-6">
    <p className="text-sm text-ink-soft">Questions first? Talk to a specialist for {offer.minutes} minutes.</p>
    <ButtonLink href={slotsPath(offer.service.handle)} prefetch={false} variant="secondary" full>
      Book a consultation
    </ButtonLink>
  </div>
)

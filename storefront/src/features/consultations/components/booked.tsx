import { Button, ButtonLink } from "@/lib/ui"

import { cancelBooking } from "../actions"
import { movePath } from "../paths"
import type { ConsultationView } from "../queries"

/** Moving and canceling a booked consultation. Canceling takes two steps, also without JavaScript. */
export const BookedActions = ({ consultation, token }: { consultation: ConsultationView; token: string }) => (
  <div className="grid gap-6">
    <div>
      <ButtonLink
        href={movePath(consultation.id, { token, time_zone: consultation.time_zone })}
        prefetch={false}
        variant="secondary"
      >
        Choose another time
      </ButtonLink>
    </div>
    <details className="border-t border-line pt-5">
      <summary className="cursor-pointer font-medium">Cancel this consultation</summary>
      <form action={cancelBooking.bind(null, { id: consultation.id, token })} className="mt-4 grid gap-4">
        <p className="text-ink-soft">The time becomes free for others. You can&apos;t undo this.</p>
        <div>
          <Button type="submit" variant="danger" data-busy-label="Canceling…">
            Cancel consultation
          </Button>
        </div>
      </form>
    </details>
  </div>
)

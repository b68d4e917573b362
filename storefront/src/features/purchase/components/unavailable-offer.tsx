import { ButtonLink, Container, EmptyState } from "@/lib/ui"

/** Shown for links to a service or plan that is not, or no longer, for sale. */
export const UnavailableOffer = ({ handle }: { handle: string }) => (
  <Container width="text" className="py-16">
    <EmptyState
      title="This is no longer for sale"
      action={
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/#services">View all services</ButtonLink>
          <ButtonLink href={`/services/${encodeURIComponent(handle)}`} variant="secondary">
            View other plans
          </ButtonLink>
        </div>
      }
    >
      The link may be old, or the service has changed. Nothing was charged.
    </EmptyState>
  </Container>
)

import { ButtonLink, Container, EmptyState } from "@/lib/ui"

/** A link to something that is not sold (any more): say so, and offer the way on. */
export const NotSold = ({ handle }: { handle: string }) => (
  <Container width="text" className="py-16">
    <EmptyState
      title="This is no longer for sale"
      action={
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/#services">See all services</ButtonLink>
          <ButtonLink href={`/services/${encodeURIComponent(handle)}`} variant="secondary">
            See other plans
          </ButtonLink>
        </div>
      }
    >
      The link may be old, or the service has changed. Nothing was charged.
    </EmptyState>
  </Container>
)

import { TrackingForm } from "@/features/tracking/components/tracking-form"
import { Container, PageHeading } from "@/lib/ui"

const UnknownReference = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="We can't find that number">
      Compare it with the one in your confirmation email. A purchase that was never paid has no reference number.
    </PageHeading>
    <TrackingForm />
  </Container>
)

export default UnknownReference

import type { Metadata } from "next"
import { Motif } from "@/features/catalogue/components/motif"
import { ButtonLink, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Page not found" }

const NotFound = () => (
  <Container width="form" className="grid gap-8 py-20 sm:py-28">
    <Motif category="legal" seed="not-found" className="size-28" />
    <PageHeading title="Page not found">
      Check the address. This page may have moved, or the service is no longer offered.
    </PageHeading>
    <div className="flex flex-wrap gap-3">
      <ButtonLink href="/#services">View all services</ButtonLink>
      <ButtonLink href="/track" variant="secondary">
        Track a reference number
      </ButtonLink>
    </div>
  </Container>
)

export default NotFound

import { ButtonLink, Card, Container, EmptyState, PageHeading } from "@/lib/ui"

import type { TermsView } from "../queries"
import { formatRate } from "../format"
import { JoinForm } from "./join-form"
import { Terms } from "./terms"

const RETURN_HERE = new URLSearchParams({ next: "/affiliate" }).toString()

const SignInFirst = () => (
  <div className="grid gap-4">
    <p className="text-ink-soft">Join with your customer account so we know who to pay.</p>
    <ButtonLink href={`/sign-in?${RETURN_HERE}`} size="lg" full>
      Sign in to join
    </ButtonLink>
    <ButtonLink href={`/register?${RETURN_HERE}`} variant="secondary" full>
      Create an account
    </ButtonLink>
  </div>
)

/** Shown to visitors who aren't affiliates: the offer, the terms, and the form to join. */
export const Invitation = ({
  terms,
  signedIn,
  locale,
}: {
  terms: TermsView | undefined
  signedIn: boolean
  locale: string
}) =>
  terms ? (
    <div className="grid items-start gap-10 lg:grid-cols-[1fr_24rem] lg:gap-16">
      <div className="grid gap-10">
        <PageHeading
          eyebrow="Affiliates"
          title={
            terms.rate_bp === null
              ? "Earn on what you recommend"
              : `Earn ${formatRate(terms.rate_bp, locale)} on what you recommend`
          }
        >
          Share a link. When a customer follows it and buys a service, you earn a share of what they paid. Track every
          step here.
        </PageHeading>
        <section aria-labelledby="terms-title" className="grid gap-5">
          <h2 id="terms-title" className="text-2xl">
            Terms
          </h2>
          <Terms terms={terms} locale={locale} />
        </section>
      </div>
      <Card raised className="grid gap-6 lg:sticky lg:top-8">
        <h2 className="text-xl">Join “{terms.name}”</h2>
        {signedIn ? <JoinForm /> : <SignInFirst />}
      </Card>
    </div>
  ) : (
    <EmptyState
      title="The program is closed to new affiliates"
      action={<ButtonLink href="/#services">View services</ButtonLink>}
    >
      When it reopens, the terms will appear here and you can join in one step.
    </EmptyState>
  )

/** The invitation for guests, who see no account navigation around it. */
export const GuestInvitation = ({ terms, locale }: { terms: TermsView | undefined; locale: string }) => (
  <Container className="py-14 sm:py-20">
    <Invitation terms={terms} signedIn={false} locale={locale} />
  </Container>
)

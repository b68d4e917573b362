import { ButtonLink, Card, Container, EmptyState, PageHeading } from "@/lib/ui"

import type { TermsView } from "../queries"
import { rateWords } from "../words"
import { JoinForm } from "./join-form"
import { Terms } from "./terms"

const HERE = new URLSearchParams({ next: "/affiliate" }).toString()

const SignInFirst = () => (
  <div className="grid gap-4">
    <p className="text-ink-soft">Join with your customer account so we know who to pay.</p>
    <ButtonLink href={`/sign-in?${HERE}`} size="lg" full>
      Sign in to join
    </ButtonLink>
    <ButtonLink href={`/register?${HERE}`} variant="secondary" full>
      Create an account
    </ButtonLink>
  </div>
)

/** For whoever is no affiliate yet: what one gets, the terms, and the one step in. */
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
              : `Earn ${rateWords(terms.rate_bp, locale)} on what you recommend`
          }
        >
          Share a link. When a customer follows it and buys a service, you earn a share of what they paid. Track every
          step here.
        </PageHeading>
        <section aria-labelledby="terms-title" className="grid gap-5">
          <h2 id="terms-title" className="text-2xl">
            The terms
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

/** The same for guests, who have no account to stand in. */
export const GuestInvitation = ({ terms, locale }: { terms: TermsView | undefined; locale: string }) => (
  <Container className="py-14 sm:py-20">
    <Invitation terms={terms} signedIn={false} locale={locale} />
  </Container>
)

import dynamic from "next/dynamic"

import { Alert, RadioGroup } from "@/lib/ui"

import type { Means } from "../use-means"
import { CardFields } from "./card-fields"
import type { StepProps } from "./step-props"
import type { StripeFieldsProps } from "./stripe-fields"
import { TestCards } from "./test-cards"

// Only who pays with Stripe loads anything of Stripe's.
const StripeFields = dynamic<StripeFieldsProps>(() => import("./stripe-fields").then((module) => module.StripeFields), {
  ssr: false,
  loading: () => <p role="status">The card form is being loaded…</p>,
})

/** What the shopper pays with: a choice where there is one, then the fields of the chosen gateway. */
export const PaymentMeans = ({
  bind,
  errorOf,
  means,
  amount,
  currencyCode,
  locale,
}: StepProps & { means: Means; amount: number; currencyCode: string; locale: string }) => (
  <>
    {means.gateways.length > 1 ? (
      <RadioGroup
        name="gateway"
        label="How do you want to pay?"
        defaultValue={means.chosen?.id ?? ""}
        onChange={(event) => means.choose(event.target.value)}
        choices={means.gateways.map(({ id, name, description }) => ({ value: id, label: name, description }))}
      />
    ) : null}
    {means.gateways.length === 0 ? (
      <Alert tone="amber" title="Payments aren't available right now">
        No payment provider serves your region at the moment. What you entered is saved; try again later.
      </Alert>
    ) : null}
    {means.chosen?.id === "sandbox" ? (
      <>
        <TestCards />
        <CardFields bind={bind} errorOf={errorOf} />
      </>
    ) : null}
    {means.chosen?.publishableKey ? (
      <StripeFields
        publishableKey={means.chosen.publishableKey}
        amount={amount}
        currencyCode={currencyCode}
        locale={locale}
        onForm={means.onForm}
        onComplete={means.onComplete}
      />
    ) : null}
  </>
)

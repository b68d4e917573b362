import { Alert, RadioGroup } from "@/lib/ui"

import type { Means } from "../use-means"
import { CardFields } from "./card-fields"
import type { StepProps } from "./step-props"

/** What the shopper pays with: a choice where there is one, then what the chosen method asks for. */
export const PaymentMeans = ({
  bind,
  errorOf,
  means,
  amount,
  currencyCode,
  locale,
}: StepProps & { means: Means; amount: number; currencyCode: string; locale: string }) => {
  const { methods, chosen, method } = means
  return (
    <>
      {methods.length > 1 ? (
        <RadioGroup
          name="payment-method"
          label="How do you want to pay?"
          defaultValue={chosen?.providerId ?? ""}
          onChange={(event) => means.choose(event.target.value)}
          choices={methods.map(({ providerId, name, description }) => ({
            value: providerId,
            label: name,
            description,
          }))}
        />
      ) : null}
      {methods.length === 0 ? (
        <Alert tone="amber" title="Payments aren't available right now">
          No payment provider serves your region at the moment. What you entered is saved; try again later.
        </Alert>
      ) : null}
      {method?.kind === "card" ? (
        <>
          {method.Notice ? <method.Notice /> : null}
          <CardFields bind={bind} errorOf={errorOf} />
        </>
      ) : null}
      {chosen && method?.kind === "form" ? (
        <method.Form
          settings={chosen.settings}
          amount={amount}
          currencyCode={currencyCode}
          locale={locale}
          onForm={means.onForm}
          onComplete={means.onComplete}
        />
      ) : null}
      {method?.kind === "instructions" ? (
        <p className="text-ink-soft">
          {methods.length > 1 ? "" : `${method.name}. ${method.description} `}
          You'll see how to pay on the next page.
        </p>
      ) : null}
    </>
  )
}

import { Alert, RadioGroup } from "@/lib/ui"

import type { PaymentSelection } from "../use-payment-selection"
import { CardFields } from "./card-fields"
import type { StepProps } from "./step-props"

/** The choice of payment methods, if there are several, followed by the fields of the selected one. */
export const PaymentMethodFields = ({
  bind,
  errorOf,
  selection,
  amount,
  currencyCode,
  locale,
}: StepProps & { selection: PaymentSelection; amount: number; currencyCode: string; locale: string }) => {
  const { methods, selected, method } = selection
  return (
    <>
      {methods.length > 1 ? (
        <RadioGroup
          // Rendered anew when the page selects another method because a gateway didn't respond.
          key={selection.avoided}
          name="payment-method"
          label="How do you want to pay?"
          defaultValue={selected?.providerId ?? ""}
          onChange={(event) => selection.select(event.target.value)}
          choices={methods.map(({ providerId, name, description, isDown }) => ({
            value: providerId,
            label: name,
            description: isDown
              ? "Not responding right now. Choose another way to pay, or try again later."
              : description,
          }))}
        />
      ) : null}
      {methods.length === 0 ? (
        <Alert tone="amber" title="Payments aren't available right now">
          There's no payment method for your region at the moment. Your details are saved. Try again later.
        </Alert>
      ) : null}
      {method?.kind === "card" ? (
        <>
          {method.Notice ? <method.Notice /> : null}
          <CardFields bind={bind} errorOf={errorOf} />
        </>
      ) : null}
      {selected && method?.kind === "form" ? (
        <method.Form
          settings={selected.settings}
          amount={amount}
          currencyCode={currencyCode}
          locale={locale}
          onForm={selection.onForm}
          onComplete={selection.onComplete}
        />
      ) : null}
      {method?.kind === "redirect" ? (
        <p className="text-ink-soft">
          {methods.length > 1 ? "" : `${method.name}. ${method.description} `}
          You'll pay on {method.name}'s page and come back here.
        </p>
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

import type { ChangeEvent } from "react"

import { Input } from "@/lib/ui"

import { formatCardNumber, formatExpiry } from "../card"
import { CARD_FIELDS } from "../fields"
import type { StepProps } from "./step-props"

/** Formats the input's value. Skipped while the caret is inside the text, because it would jump to the end. */
const formatAtEnd = (format: (input: string) => string, event: ChangeEvent<HTMLInputElement>) => {
  const input = event.target
  if (input.selectionStart === null || input.selectionStart === input.value.length) input.value = format(input.value)
}

/** The card fields. Their values are only ever sent to the payment provider. */
export const CardFields = ({ bind, errorOf }: StepProps) => {
  const number = bind("card.number")
  const expiry = bind("card.expiry")
  return (
    <div className="grid gap-6">
      <Input
        {...CARD_FIELDS.number}
        {...number}
        onChange={(event) => {
          formatAtEnd(formatCardNumber, event)
          void number.onChange(event)
        }}
        id="card.number"
        label="Card number"
        error={errorOf("card.number")}
        required
      />
      <div className="grid items-start gap-6 sm:grid-cols-2">
        <Input
          {...CARD_FIELDS.expiry}
          {...expiry}
          onChange={(event) => {
            formatAtEnd(formatExpiry, event)
            void expiry.onChange(event)
          }}
          id="card.expiry"
          label="Expiry date"
          placeholder="MM / YY"
          error={errorOf("card.expiry")}
          required
        />
        <Input
          {...CARD_FIELDS.cvc}
          {...bind("card.cvc")}
          id="card.cvc"
          label="Security code"
          error={errorOf("card.cvc")}
          required
        />
      </div>
    </div>
  )
}

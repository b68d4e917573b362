import type { ChangeEvent } from "react"

import { Input } from "@/lib/ui"

import { formatCardNumber, formatExpiry } from "../card"
import { CARD_FIELDS } from "../fields"
import type { StepProps } from "./step-props"

/** Groups what is typed; not while the caret stands inside, where it would jump. */
const formatting = (format: (typed: string) => string, event: ChangeEvent<HTMLInputElement>) => {
  const input = event.target
  if (input.selectionStart === null || input.selectionStart === input.value.length) input.value = format(input.value)
}

/** The card. Its values stay in this browser and go to the payment provider alone. */
export const CardFields = ({ bind, errorOf }: StepProps) => {
  const number = bind("card.number")
  const expiry = bind("card.expiry")
  return (
    <div className="grid gap-6">
      <Input
        {...CARD_FIELDS.number}
        {...number}
        onChange={(event) => {
          formatting(formatCardNumber, event)
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
            formatting(formatExpiry, event)
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

"use client"

import { type ReactNode, useActionState } from "react"

import type { SentFile } from "@/features/files/file-facts"
import { IntakeField } from "@/features/purchase/components/intake-field"
import { CUSTOMER_FIELDS, REQUIREMENTS_FIELD } from "@/features/purchase/fields"
import type { QuestionView } from "@/lib/medusa"
import { Alert, Button, ButtonLink, Checkbox, DefaultSubmit, Input, RadioGroup, Select, Textarea } from "@/lib/ui"

import { answerField } from "../answer-field"
import { checkOut } from "../checkout-actions"
import { INITIAL_CHECKOUT } from "../checkout-state"

export type CheckoutFormProps = {
  shopName: string
  customer: { full_name: string; email: string; phone: string }
  services: readonly { lineId: string; title: string; questions: readonly QuestionView[] }[]
  /** Where goods are sent; null when the cart has none. */
  delivery: {
    address: Readonly<Record<string, string>>
    countries: readonly { code: string; name: string }[]
    options: readonly { id: string; label: string }[]
    /** The option that the cart has; empty for none. */
    chosen: string
    /** The country and option that the totals are for. */
    pricedFor: { country_code: string; shipping_option_id: string }
  } | null
  /** The coupon that the cart has. */
  coupon: string | null
  totals: ReactNode
  /** What was typed before, here or on another device. */
  saved: Readonly<Record<string, readonly string[]>>
  /** The files that were sent, by the field they answer. */
  files: Readonly<Record<string, readonly SentFile[]>>
  /** Whether the shopper agreed to a reminder. */
  remind: boolean
}

const ADDRESS = [
  { name: "address_1", label: "Street and house number", autoComplete: "address-line1" },
  { name: "address_2", label: "Apartment, floor, landmark", autoComplete: "address-line2", optional: true },
  { name: "postal_code", label: "Postal code", autoComplete: "postal-code", optional: true },
  { name: "city", label: "City", autoComplete: "address-level2" },
  { name: "province", label: "State or province", autoComplete: "address-level1", optional: true },
] as const

const CONTACT = [
  { name: "full_name", label: "Full name" },
  { name: "email", label: "Email" },
  { name: "phone", label: "Phone" },
] as const

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="grid gap-6 border-t border-line pt-8">
    <h2 className="text-2xl">{title}</h2>
    {children}
  </section>
)

/**
 * A question that depends on the answer to another one: `public/shop.js` shows it when it is asked. Without JavaScript it is
 * always there and states when to answer it.
 */
const Asked = ({
  lineId,
  question: { show_when: condition },
  questions,
  children,
}: {
  lineId: string
  question: QuestionView
  questions: readonly QuestionView[]
  children: ReactNode
}) => {
  if (!condition) return children
  const other = questions.find(({ id }) => id === condition.question_id)
  return (
    <div
      data-show-when={answerField(lineId, condition.question_id)}
      data-show-equals={condition.equals}
      suppressHydrationWarning
      className="grid gap-2"
    >
      <noscript>
        <p className="text-sm text-ink-soft">
          Only if you answered “{condition.equals}” to “{other?.label}”.
        </p>
      </noscript>
      {children}
    </div>
  )
}

/** What was typed is saved: it can be continued on another device, by a link, or after one reminder. */
const ContinueLater = ({ sentTo, children }: { sentTo: string | undefined; children: ReactNode }) => (
  <div className="grid gap-4">
    {children}
    {sentTo ? (
      <div data-form-done="" tabIndex={-1} className="outline-none">
        <Alert tone="accent" title={`We've sent a link to ${sentTo}`}>
          Open it on any device to continue. It works for 30 days, until you pay.
        </Alert>
      </div>
    ) : null}
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" name="intent" value="email_link" variant="secondary" size="sm">
        Email me a link to continue
      </Button>
      <span data-saved="" hidden className="text-sm text-ink-soft">
        Saved
      </span>
    </div>
  </div>
)

/** The checkout: one form for every mix of services and goods. Works without JavaScript and keeps what was entered. */
export const CheckoutForm = (props: CheckoutFormProps) => {
  const { shopName, customer, services, delivery, coupon, totals, saved, files, remind } = props
  const [{ errors, problem, ofCart, linkSentTo, values: sent }, send, pending] = useActionState(
    checkOut,
    INITIAL_CHECKOUT
  )
  // A form that was sent has everything: an answer that it lacks was unchecked.
  const wasSent = Object.keys(sent).length > 0
  const values: Readonly<Record<string, readonly string[]>> = wasSent ? sent : saved
  const entered = (name: string, initial = "") => values[name]?.[0] ?? initial
  const field = (name: string, initial = "") => ({
    id: name,
    name,
    defaultValue: entered(name, initial),
    error: errors[name],
  })
  const wrong = Object.keys(errors).length
  return (
    <form
      action={send}
      noValidate
      aria-label="Checkout"
      data-form=""
      data-autosave="/checkout/draft"
      data-follow="update_delivery"
      className="grid gap-10"
    >
      <DefaultSubmit name="intent" value="pay" />
      {problem ? (
        <Alert
          tone="red"
          title={problem}
          tabIndex={-1}
          action={
            ofCart ? (
              <ButtonLink href="/cart" prefetch={false} variant="secondary" size="sm">
                Open your cart
              </ButtonLink>
            ) : undefined
          }
        />
      ) : null}
      {!problem && wrong > 0 ? (
        <Alert tone="red" title={wrong === 1 ? "One field needs attention" : `${wrong} fields need attention`} />
      ) : null}
      <Part title="Your details">
        {CONTACT.map(({ name, label }) => (
          <Input
            key={name}
            {...CUSTOMER_FIELDS[name]}
            {...field(`customer.${name}`, customer[name])}
            label={label}
            hint={name === "phone" ? "Include the country code, for example +91 98765 43210." : undefined}
            required
          />
        ))}
        <ContinueLater sentTo={linkSentTo}>
          <Checkbox
            id="remind"
            name="remind"
            value="yes"
            defaultChecked={wasSent ? entered("remind") === "yes" : remind}
            label="Send me one reminder if I don't finish"
          />
        </ContinueLater>
      </Part>
      {delivery ? (
        <Part title="Delivery">
          {ADDRESS.map(({ name, ...rest }) => (
            <Input
              key={name}
              maxLength={200}
              {...field(name, delivery.address[name])}
              required={!("optional" in rest)}
              {...rest}
            />
          ))}
          <Select
            {...field("country_code", delivery.address.country_code || delivery.countries[0]?.code)}
            label="Country"
            data-priced={delivery.pricedFor.country_code}
            autoComplete="country"
            required
          >
            {delivery.countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          <div data-part="shipping" data-priced={delivery.pricedFor.shipping_option_id} className="grid gap-6">
            <RadioGroup
              name="shipping_option_id"
              label="Shipping"
              error={errors.shipping_option_id}
              defaultValue={
                delivery.options.find(({ id }) => id === entered("shipping_option_id"))?.id ??
                (delivery.chosen || delivery.options[0]?.id)
              }
              choices={delivery.options.map(({ id, label }) => ({ value: id, label }))}
            />
            {delivery.options.length === 0 ? (
              <Alert tone="amber" title="We can't send this to the address.">
                Enter another address, or remove the products from your cart.
              </Alert>
            ) : null}
          </div>
          <noscript>
            <Button type="submit" name="intent" value="update_delivery" variant="secondary" size="sm">
              Update shipping and total
            </Button>
          </noscript>
        </Part>
      ) : null}
      {services.length > 0 ? (
        <Part title="About the work">
          <Textarea
            {...REQUIREMENTS_FIELD}
            {...field("requirements")}
            label="What do you need?"
            hint="A few sentences are enough: your situation, and the result you want."
            rows={5}
            required
          />
          {services.map(({ lineId, title, questions }) => (
            <div key={lineId} className="grid gap-6">
              {questions.length > 0 ? <h3 className="text-xl">{title}</h3> : null}
              {questions.map((question) => {
                const name = answerField(lineId, question.id)
                const many = question.type === "multi_choice"
                return (
                  <Asked key={question.id} lineId={lineId} question={question} questions={questions}>
                    <IntakeField
                      question={question}
                      id={name}
                      binding={{ name, defaultValue: many ? [...(values[name] ?? [])] : entered(name) }}
                      files={{ uploadUrl: "/checkout/files", sent: files[name] ?? [] }}
                      error={errors[name]}
                    />
                  </Asked>
                )
              })}
            </div>
          ))}
        </Part>
      ) : null}
      <Part title="Coupon and total">
        <div className="grid gap-3">
          <Input
            {...field("coupon", coupon ?? "")}
            label="Coupon"
            optional
            maxLength={100}
            autoComplete="off"
            autoCapitalize="characters"
          />
          <div className="flex gap-3">
            <Button type="submit" name="intent" value="add_coupon" variant="secondary" size="sm">
              Apply coupon
            </Button>
            {coupon ? (
              <Button type="submit" name="intent" value="remove_coupon" variant="quiet" size="sm">
                Remove coupon
              </Button>
            ) : null}
          </div>
        </div>
        <div data-part="totals" aria-live="polite" className="transition-opacity aria-busy:opacity-50">
          {totals}
        </div>
      </Part>
      <Checkbox
        id="consent"
        name="consent"
        value="yes"
        defaultChecked={entered("consent") === "yes"}
        label={`I agree that ${shopName} may use these details to do the work, and that work starts once I've paid.`}
        error={errors.consent}
        required
      />
      <Button type="submit" name="intent" value="pay" size="lg" full busy={pending} busyLabel="Saving…">
        Continue to payment
      </Button>
    </form>
  )
}

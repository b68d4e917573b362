import type { IntakeQuestion } from "@atrium/service-provisioning/contracts"

/**
 * Attributes of a field that select the right keyboard and autofill. Every field of the purchase page is defined in
 * this file.
 */
export type FieldSpec = {
  control: "input" | "textarea" | "select" | "radios" | "checkboxes" | "checkbox" | "files"
  type?: "text" | "email" | "tel" | "date" | "number" | "password" | "checkbox" | "radio" | "file"
  inputMode?: "text" | "email" | "tel" | "numeric" | "decimal"
  autoComplete?: string
  maxLength?: number
}

export const CUSTOMER_FIELDS = {
  full_name: { control: "input", type: "text", autoComplete: "name", maxLength: 200 },
  email: { control: "input", type: "email", inputMode: "email", autoComplete: "email", maxLength: 254 },
  phone: { control: "input", type: "tel", inputMode: "tel", autoComplete: "tel", maxLength: 40 },
} as const satisfies Record<string, FieldSpec>

export const REQUIREMENTS_FIELD = {
  control: "textarea",
  autoComplete: "off",
  maxLength: 5000,
} as const satisfies FieldSpec

export const CONSENT_FIELD = { control: "checkbox", type: "checkbox" } as const satisfies FieldSpec

/** Type "text" instead of "number", to allow leading zeros, spaces and autofill. */
export const CARD_FIELDS = {
  number: { control: "input", type: "text", inputMode: "numeric", autoComplete: "cc-number", maxLength: 23 },
  expiry: { control: "input", type: "text", inputMode: "numeric", autoComplete: "cc-exp", maxLength: 9 },
  cvc: { control: "input", type: "text", inputMode: "numeric", autoComplete: "cc-csc", maxLength: 4 },
} as const satisfies Record<string, FieldSpec>

/** With more options than this, a select is easier to scan than radio buttons. */
const MAX_RADIOS = 5

/** Returns the control and attributes of an intake question. */
export const questionField = (question: Pick<IntakeQuestion, "type" | "options">): FieldSpec => {
  switch (question.type) {
    case "text":
      return { control: "input", type: "text", autoComplete: "off", maxLength: 500 }
    case "long_text":
      return { control: "textarea", autoComplete: "off", maxLength: 5000 }
    case "date":
      return { control: "input", type: "date", autoComplete: "off" }
    case "number":
      return { control: "input", type: "number", inputMode: "decimal", autoComplete: "off" }
    case "choice":
      return (question.options?.length ?? 0) > MAX_RADIOS ? { control: "select" } : { control: "radios", type: "radio" }
    case "multi_choice":
      return { control: "checkboxes", type: "checkbox" }
    case "file":
      return { control: "files", type: "file" }
  }
}

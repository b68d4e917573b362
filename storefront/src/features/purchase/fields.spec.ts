import fc from "fast-check"

import { QUESTION_TYPES } from "@atrium/service-provisioning/contracts"
import { CARD_FIELDS, CUSTOMER_FIELDS, questionField } from "./fields"

describe("input types", () => {
  it("the customer fields have the input types of an email, a phone number and a name [P38 R12.2]", () => {
    expect(CUSTOMER_FIELDS.email).toMatchObject({ type: "email", inputMode: "email", autoComplete: "email" })
    expect(CUSTOMER_FIELDS.phone).toMatchObject({ type: "tel", inputMode: "tel", autoComplete: "tel" })
    expect(CUSTOMER_FIELDS.full_name).toMatchObject({ type: "text", autoComplete: "name" })
  })

  it("every question type has a matching control [P38 R12.2]", () => {
    const expected = {
      text: { control: "input", type: "text" },
      long_text: { control: "textarea" },
      date: { control: "input", type: "date" },
      number: { control: "input", type: "number", inputMode: "decimal" },
      multi_choice: { control: "checkboxes", type: "checkbox" },
      file: { control: "files", type: "file" },
    } as const
    fc.assert(
      fc.property(
        fc.constantFrom(...QUESTION_TYPES),
        fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 20 }),
        (type, options) => {
          const spec = questionField({ type, options })
          if (type !== "choice") expect(spec).toMatchObject(expected[type])
          else if (options.length > 5) expect(spec).toMatchObject({ control: "select" })
          else expect(spec).toMatchObject({ control: "radios", type: "radio" })
        }
      ),
      { numRuns: 200 }
    )
  })

  it("card fields use a numeric keyboard and support autofill", () => {
    expect(Object.values(CARD_FIELDS).map((field) => field.autoComplete)).toEqual(["cc-number", "cc-exp", "cc-csc"])
    for (const field of Object.values(CARD_FIELDS)) expect(field.inputMode).toBe("numeric")
  })
})

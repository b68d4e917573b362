/** What a form's action answers: what is wrong, field by field and in all, and what was typed (never a password). */
export type FormState = {
  errors: Record<string, string>
  problem?: string
  typed: Record<string, string>
  done?: true
}

export const NOTHING_YET: FormState = { errors: {}, typed: {} }

/** The text fields of a submitted form but for passwords, which are not sent back. */
export const typedFields = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$") && !["password", "token"].includes(name) ? [[name, value]] : []
    )
  )

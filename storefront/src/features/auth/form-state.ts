/** Result of a form action: errors per field, a general problem, and the entered values (never passwords). */
export type FormState = {
  errors: Record<string, string>
  problem?: string
  values: Record<string, string>
  done?: true
}

export const INITIAL_STATE: FormState = { errors: {}, values: {} }

/** Returns the text fields of a submitted form, without passwords and tokens. */
export const formValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$") && !["password", "current_password", "token"].includes(name)
        ? [[name, value]]
        : []
    )
  )

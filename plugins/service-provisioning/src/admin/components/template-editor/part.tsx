import type { ActionForm } from "@atrium/admin-kit"

import type { TemplateContent } from "../../../domain/template-content"

export type TemplateForm = ActionForm<typeof TemplateContent>
export type PartProps = { form: TemplateForm }
export type VariantOption = { id: string; title: string }

/** The first of these names that no row uses: `task-3`. */
export const freshName = (base: string, used: readonly string[]): string => {
  for (let number = used.length + 1; ; number++) {
    const name = `${base}-${number}`
    if (!used.includes(name)) return name
  }
}

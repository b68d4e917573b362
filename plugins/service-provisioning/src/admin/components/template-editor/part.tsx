import { useFieldArray, type ActionForm } from "@atrium/admin-kit"
import { Trash } from "@medusajs/icons"
import { Button, Container, IconButton } from "@medusajs/ui"
import type { ReactNode } from "react"

import type { TemplateContent } from "../../../domain/template-content"

export type TemplateForm = ActionForm<typeof TemplateContent>
export type PartProps = { form: TemplateForm }
export type RowProps = PartProps & { index: number; onRemove: () => void }
export type VariantOption = { id: string; title: string }

/** The first name that isn't in use: `task-3`. */
export const freshName = (base: string, used: readonly string[]): string => {
  for (let number = used.length + 1; ; number++) {
    const name = `${base}-${number}`
    if (!used.includes(name)) return name
  }
}

/** The questions or tasks of the template. */
export const useRows = <N extends "questions" | "tasks">({ form }: PartProps, name: N) =>
  useFieldArray({ control: form.control, name, keyName: "rowKey" })

type RowFrameProps = {
  /** The field that names the row. */
  title: ReactNode
  /** "Remove task File it". */
  removeLabel: string
  onRemove: () => void
  children: ReactNode
}

/** A question or a task, with a button to remove it. */
export const RowFrame = ({ title, removeLabel, onRemove, children }: RowFrameProps) => (
  <Container className="flex flex-col gap-4">
    <div className="flex items-end gap-2">
      <div className="grow">{title}</div>
      <IconButton type="button" variant="transparent" aria-label={removeLabel} onClick={onRemove}>
        <Trash />
      </IconButton>
    </div>
    {children}
  </Container>
)

export const AddRowButton = ({ label, onAdd }: { label: string; onAdd: () => void }) => (
  <Button type="button" variant="secondary" className="self-start" onClick={onAdd}>
    {label}
  </Button>
)

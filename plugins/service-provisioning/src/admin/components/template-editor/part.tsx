import { type ActionForm, FieldErrorText, useField, useFieldArray, useWatch } from "@atrium/admin-kit"
import { Trash } from "@medusajs/icons"
import { Button, Checkbox, Container, Hint, IconButton, Label } from "@medusajs/ui"
import { type ReactNode, useId } from "react"

import type { TemplateContent } from "../../../domain/template-content"

export type TemplateForm = ActionForm<typeof TemplateContent>
export type PartProps = { form: TemplateForm }
export type VariantOption = { id: string; title: string }
export type TieredPartProps = PartProps & { variants: readonly VariantOption[] }
export type RowProps = TieredPartProps & { index: number; onRemove: () => void }

export const variantTitle = (variants: readonly VariantOption[], id: string): string =>
  variants.find((variant) => variant.id === id)?.title ?? "Deleted variant"

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
  /** Other buttons of the row. */
  actions?: ReactNode
  children: ReactNode
}

/** A question or a task, with a button to remove it. */
export const RowFrame = ({ title, removeLabel, onRemove, actions, children }: RowFrameProps) => (
  <Container className="flex flex-col gap-4">
    <div className="flex items-end gap-2">
      <div className="grow">{title}</div>
      {actions}
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

type CheckboxesProps = {
  legend: string
  hint?: string
  choices: readonly { id: string; label: string }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Several choices out of a few. */
export const Checkboxes = ({ legend, hint, choices, chosen, onChange }: CheckboxesProps) => {
  const id = useId()
  return (
    <fieldset>
      <legend className="txt-compact-small-plus mb-2">{legend}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {choices.map((choice) => (
          <div key={choice.id} className="flex items-center gap-2">
            <Checkbox
              id={`${id}-${choice.id}`}
              checked={chosen.includes(choice.id)}
              onCheckedChange={(on) =>
                onChange(on === true ? [...chosen, choice.id] : chosen.filter((one) => one !== choice.id))
              }
            />
            <Label htmlFor={`${id}-${choice.id}`} size="small">
              {choice.label}
            </Label>
          </div>
        ))}
      </div>
      {hint && <Hint className="mt-2">{hint}</Hint>}
    </fieldset>
  )
}

/** The tiers a question or a task is for. Not shown for a service with one tier. */
export const ForTiers = ({
  form: { control },
  variants,
  name,
}: TieredPartProps & { name: `questions.${number}.tiers` | `tasks.${number}.tiers` }) => {
  const tiers = useWatch({ control, name: "tiers" })
  const { value, change } = useField({ control, name })
  const chosen = Array.isArray(value) ? value.map(String) : []
  // Also those of deleted variants, so that they can be deselected.
  const ids = [...new Set([...tiers.map(({ variant_id: id }) => id), ...chosen])]
  if (ids.length < 2) return null
  return (
    <div>
      <Checkboxes
        legend="Only for these tiers"
        hint="None selected: for every tier"
        choices={ids.map((id) => ({ id, label: variantTitle(variants, id) }))}
        chosen={chosen}
        onChange={change}
      />
      <FieldErrorText control={control} name={name} deep />
    </div>
  )
}

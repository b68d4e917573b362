import { FieldErrorText, NumberField, SelectField, SwitchField, TextField, useField, useWatch } from "@atrium/admin-kit"
import { ArrowDownMini, ArrowUpMini } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { type ReactNode, useEffect, useRef, useState } from "react"

import { TASK_HOLDERS } from "../../../domain/template-content"
import { ORDINARY_TASK } from "../../../domain/task-kind"
import { useTaskKinds } from "../../lib/service-templates"
import { OWNERS } from "../../lib/statuses"
import {
  AddRowButton,
  Checkboxes,
  ForTiers,
  freshName,
  type PartProps,
  RowFrame,
  type RowProps,
  type TieredPartProps,
  useRows,
} from "./part"

const CHOICES = TASK_HOLDERS.map((value) => ({ value, label: OWNERS[value] }))

/** The earlier tasks that must be completed first. A later one that was chosen before can only be deselected. */
const StartsAfter = ({ form: { control }, index }: PartProps & { index: number }) => {
  const tasks = useWatch({ control, name: "tasks" })
  const { value, change } = useField({ control, name: `tasks.${index}.depends_on` })
  const chosen = Array.isArray(value) ? value.map(String) : []
  const offered = tasks.filter(({ key }, at) => at < index || (at > index && chosen.includes(key)))
  return (
    <div>
      {offered.length > 0 && (
        <Checkboxes
          legend="Starts after"
          choices={offered.map(({ key, name }) => ({ id: key, label: name || "Unnamed task" }))}
          chosen={chosen}
          onChange={change}
        />
      )}
      <FieldErrorText control={control} name={`tasks.${index}.depends_on`} deep />
    </div>
  )
}

type Move = (from: number, to: number) => void

/** Moves a task one place. A task stays below those that it starts after. */
const MoveButtons = ({ form: { control }, index, onMove }: PartProps & { index: number; onMove: Move }) => {
  const tasks = useWatch({ control, name: "tasks" })
  const [above, own, below] = [tasks[index - 1], tasks[index], tasks[index + 1]]
  const name = own?.name || index + 1
  const pinnedBy = (lower: typeof own, upper: typeof own) => !!lower && !!upper && lower.depends_on.includes(upper.key)
  return (
    <>
      <MoveButton
        label={`Move task ${name} up`}
        blocked={!above || pinnedBy(own, above)}
        onClick={() => onMove(index, index - 1)}
      >
        <ArrowUpMini />
      </MoveButton>
      <MoveButton
        label={`Move task ${name} down`}
        blocked={!below || pinnedBy(below, own)}
        onClick={() => onMove(index, index + 1)}
      >
        <ArrowDownMini />
      </MoveButton>
    </>
  )
}

// Not `disabled`, which would take the focus away when a task reaches its last place.
const MoveButton = ({
  label,
  blocked,
  onClick,
  children,
}: {
  label: string
  blocked: boolean
  onClick: () => void
  children: ReactNode
}) => (
  <IconButton
    type="button"
    variant="transparent"
    aria-label={label}
    aria-disabled={blocked}
    className={blocked ? "opacity-40" : ""}
    onClick={() => {
      if (!blocked) onClick()
    }}
  >
    {children}
  </IconButton>
)

const Task = ({ form, variants, index, onRemove, onMove }: RowProps & { onMove: Move }) => {
  const { control } = form
  const name = useWatch({ control, name: `tasks.${index}.name` })
  const kinds = useTaskKinds()
  return (
    <RowFrame
      title={<TextField control={control} name={`tasks.${index}.name`} label="Task" />}
      removeLabel={`Remove task ${name || index + 1}`}
      onRemove={onRemove}
      actions={<MoveButtons form={form} index={index} onMove={onMove} />}
    >
      <FieldErrorText control={control} name={`tasks.${index}.key`} deep />
      <TextField control={control} name={`tasks.${index}.description`} label="Description" multiline />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
        <NumberField control={control} name={`tasks.${index}.due_in_days`} label="Due after" unit="working days" />
        <SelectField control={control} name={`tasks.${index}.holder`} label="Owner" choices={CHOICES} />
        {kinds.length > 1 && (
          <SelectField
            control={control}
            name={`tasks.${index}.kind`}
            label="Type"
            fallback={ORDINARY_TASK}
            choices={kinds.map(({ key, label }) => ({ value: key, label }))}
          />
        )}
        <SwitchField
          control={control}
          name={`tasks.${index}.visible_to_client`}
          label="Visible to client"
          hint="Shown as a step on the service page"
        />
      </div>
      <ForTiers form={form} variants={variants} name={`tasks.${index}.tiers`} />
      <StartsAfter form={form} index={index} />
    </RowFrame>
  )
}

/** The tasks that are created for each unit purchased. */
export const TasksPart = ({ form, variants }: TieredPartProps) => {
  const { fields, append, remove, move } = useRows({ form }, "tasks")
  const pressed = useRef<Element | null>(null)
  const [place, setPlace] = useState("")

  const moveTask: Move = (from, to) => {
    pressed.current = document.activeElement
    move(from, to)
    setPlace(`${form.getValues(`tasks.${to}.name`) || "The task"} is now number ${to + 1} of ${fields.length}`)
  }
  // The browser drops the focus of a button that moves with its row.
  useEffect(() => {
    if (pressed.current instanceof HTMLElement) pressed.current.focus()
    pressed.current = null
  }, [place])
  const removeTask = (index: number) => {
    const removed = fields[index]?.key
    form.getValues("tasks").forEach((task, at) => {
      if (removed !== undefined && task.depends_on.includes(removed))
        form.setValue(
          `tasks.${at}.depends_on`,
          task.depends_on.filter((key) => key !== removed)
        )
    })
    remove(index)
  }
  return (
    <div className="flex flex-col gap-4">
      <FieldErrorText control={form.control} name="tasks" />
      <span role="status" className="sr-only">
        {place}
      </span>
      {fields.map(({ rowKey }, index) => (
        <Task
          key={rowKey}
          form={form}
          variants={variants}
          index={index}
          onRemove={() => removeTask(index)}
          onMove={moveTask}
        />
      ))}
      <AddRowButton
        label="Add a task"
        onAdd={() =>
          append({
            key: freshName(
              "task",
              fields.map(({ key }) => key)
            ),
            name: "",
            description: "",
            due_in_days: 1,
            visible_to_client: true,
            depends_on: [],
            holder: "team",
            metadata: {},
          })
        }
      />
    </div>
  )
}

import { FieldErrorText, NumberField, SelectField, SwitchField, TextField, useField, useWatch } from "@atrium/admin-kit"
import { Checkbox, Label } from "@medusajs/ui"

import { TASK_HOLDERS } from "../../../domain/template-content"
import { ORDINARY_TASK } from "../../../domain/task-kind"
import { useTaskKinds } from "../../lib/service-templates"
import { OWNERS } from "../../lib/statuses"
import { AddRowButton, freshName, type PartProps, RowFrame, type RowProps, useRows } from "./part"

const CHOICES = TASK_HOLDERS.map((value) => ({ value, label: OWNERS[value] }))

/** The tasks that must be completed first. */
const StartsAfter = ({ form: { control }, index }: PartProps & { index: number }) => {
  const tasks = useWatch({ control, name: "tasks" })
  const { value, change } = useField({ control, name: `tasks.${index}.depends_on` })
  const chosen = Array.isArray(value) ? value.map(String) : []
  const own = tasks[index]?.key
  if (tasks.length < 2) return null
  return (
    <fieldset>
      <legend className="txt-compact-small-plus mb-2">Starts after</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {tasks
          .filter(({ key }) => key !== own)
          .map((other) => (
            <div key={other.key} className="flex items-center gap-2">
              <Checkbox
                id={`${own}-${other.key}`}
                checked={chosen.includes(other.key)}
                onCheckedChange={(on) =>
                  change(on === true ? [...chosen, other.key] : chosen.filter((key) => key !== other.key))
                }
              />
              <Label htmlFor={`${own}-${other.key}`} size="small">
                {other.name || "Unnamed task"}
              </Label>
            </div>
          ))}
      </div>
      <FieldErrorText control={control} name={`tasks.${index}.depends_on`} deep />
    </fieldset>
  )
}

const Task = ({ form, index, onRemove }: RowProps) => {
  const { control } = form
  const name = useWatch({ control, name: `tasks.${index}.name` })
  const kinds = useTaskKinds()
  return (
    <RowFrame
      title={<TextField control={control} name={`tasks.${index}.name`} label="Task" />}
      removeLabel={`Remove task ${name || index + 1}`}
      onRemove={onRemove}
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
      <StartsAfter form={form} index={index} />
    </RowFrame>
  )
}

/** The tasks that are created for each unit purchased. */
export const TasksPart = ({ form }: PartProps) => {
  const { fields, append, remove } = useRows({ form }, "tasks")
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
      {fields.map(({ rowKey }, index) => (
        <Task key={rowKey} form={form} index={index} onRemove={() => removeTask(index)} />
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

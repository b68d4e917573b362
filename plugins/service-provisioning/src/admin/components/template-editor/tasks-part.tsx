import { Button, Checkbox, Container, IconButton, Label, Select, Text } from "@medusajs/ui"
import { Trash } from "@medusajs/icons"

import { TASK_HOLDERS, type TaskHolder, type TemplateTask } from "../../../domain/template-content"
import { ORDINARY_TASK } from "../../../domain/task-kind"
import { useTaskKinds } from "../../lib/service-templates"
import { Field, NumberField, SwitchField, TextField } from "./fields"
import { mistakeAt, type PartProps, replaced, without } from "./types"

const HOLDER_WORDS: Readonly<Record<TaskHolder, string>> = {
  team: "Our team",
  client: "The client",
  authority: "An authority",
}

const freshKey = (tasks: readonly TemplateTask[]) => {
  for (let number = tasks.length + 1; ; number++) {
    if (!tasks.some(({ key }) => key === `task-${number}`)) return `task-${number}`
  }
}

/** The work a purchase makes: each unit bought gets a copy of these tasks. */
export const TasksPart = ({ content, mistakes, change }: PartProps) => {
  const { tasks } = content
  const kinds = useTaskKinds()
  const set = (index: number, part: Partial<TemplateTask>) => change({ tasks: replaced(tasks, index, part) })
  const toggle = (index: number, key: string, on: boolean) => {
    const { depends_on = [] } = tasks[index] ?? {}
    set(index, { depends_on: on ? [...depends_on, key] : depends_on.filter((other) => other !== key) })
  }
  const remove = (index: number) => {
    const gone = tasks[index]?.key
    change({
      tasks: without(tasks, index).map((task) => ({
        ...task,
        depends_on: task.depends_on.filter((key) => key !== gone),
      })),
    })
  }
  return (
    <div className="flex flex-col gap-4">
      {mistakes.tasks && <Text className="text-ui-fg-error">{mistakes.tasks}</Text>}
      {tasks.map((task, index) => (
        <Container key={task.key} className="flex flex-col gap-4">
          <div className="flex items-end gap-2">
            <div className="grow">
              <TextField
                label="Task"
                value={task.name}
                error={mistakeAt(mistakes, `tasks.${index}`)}
                onChange={(name) => set(index, { name })}
              />
            </div>
            <IconButton
              type="button"
              variant="transparent"
              aria-label={`Remove the task ${task.name}`}
              onClick={() => remove(index)}
            >
              <Trash />
            </IconButton>
          </div>
          <TextField
            label="Description"
            multiline
            value={task.description}
            onChange={(description) => set(index, { description })}
          />
          <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
            <NumberField
              label="Due after (working days)"
              value={task.due_in_days}
              error={mistakes[`tasks.${index}.due_in_days`]}
              onChange={(due_in_days) => set(index, { due_in_days })}
            />
            <Field label="Holder">
              {(id) => (
                <Select value={task.holder} onValueChange={(holder) => set(index, { holder: holder as TaskHolder })}>
                  <Select.Trigger id={id}>
                    <Select.Value />
                  </Select.Trigger>
                  <Select.Content>
                    {TASK_HOLDERS.map((holder) => (
                      <Select.Item key={holder} value={holder}>
                        {HOLDER_WORDS[holder]}
                      </Select.Item>
                    ))}
                  </Select.Content>
                </Select>
              )}
            </Field>
            {kinds.length > 1 && (
              <Field label="Kind" error={mistakes[`tasks.${index}.kind`]}>
                {(id) => (
                  <Select value={task.kind ?? ORDINARY_TASK} onValueChange={(kind) => set(index, { kind })}>
                    <Select.Trigger id={id}>
                      <Select.Value />
                    </Select.Trigger>
                    <Select.Content>
                      {kinds.map(({ key, label }) => (
                        <Select.Item key={key} value={key}>
                          {label}
                        </Select.Item>
                      ))}
                    </Select.Content>
                  </Select>
                )}
              </Field>
            )}
            <SwitchField
              label="Client sees it"
              hint="Shown as a step on the service page."
              checked={task.visible_to_client}
              onChange={(visible_to_client) => set(index, { visible_to_client })}
            />
          </div>
          {tasks.length > 1 && (
            <fieldset>
              <legend className="txt-compact-small-plus mb-2">Starts after</legend>
              <div className="flex flex-wrap gap-x-6 gap-y-2">
                {tasks
                  .filter(({ key }) => key !== task.key)
                  .map((other) => (
                    <div key={other.key} className="flex items-center gap-2">
                      <Checkbox
                        id={`${task.key}-${other.key}`}
                        checked={task.depends_on.includes(other.key)}
                        onCheckedChange={(on) => toggle(index, other.key, on === true)}
                      />
                      <Label htmlFor={`${task.key}-${other.key}`} size="small">
                        {other.name || "Unnamed task"}
                      </Label>
                    </div>
                  ))}
              </div>
            </fieldset>
          )}
        </Container>
      ))}
      <Button
        type="button"
        variant="secondary"
        className="self-start"
        onClick={() =>
          change({
            tasks: [
              ...tasks,
              {
                key: freshKey(tasks),
                name: "",
                description: "",
                due_in_days: 1,
                visible_to_client: true,
                depends_on: [],
                holder: "team",
                metadata: {},
              },
            ],
          })
        }
      >
        Add a task
      </Button>
    </div>
  )
}

import { Empty, formatDate, IfMay, InlineForm, Section, TextField, useActionForm } from "@atrium/admin-kit"
import { Badge, Button, StatusBadge, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { TASK_TRANSITIONS, type TaskStatus } from "../../contracts/statuses"
import { AddTask as NewTask, type TaskOut } from "../../contracts/tasks"
import { ORDINARY_TASK } from "../../domain/task-kind"
import { useAddTask, useUpdateTask } from "../lib/service-requests"
import { OWNERS, TASK_COLORS } from "../lib/statuses"

const VERBS: Readonly<Partial<Record<TaskStatus, string>>> = { in_progress: "Start", done: "Mark as done" }

const TaskRow = ({ requestId, task }: { requestId: string; task: TaskOut }) => {
  const { mutate, isPending } = useUpdateTask(requestId)
  const next: readonly TaskStatus[] = TASK_TRANSITIONS[task.status]
  return (
    <Table.Row>
      <Table.Cell className="py-2">
        <Text size="small" weight="plus" leading="compact">
          {task.name}
        </Text>
        {task.page && (
          <Link to={task.page.path} className="txt-compact-xsmall text-ui-fg-interactive">
            {task.page.label}
          </Link>
        )}
        {task.waiting_reason && (
          <Text size="xsmall" className="text-ui-fg-subtle">
            Waiting: {task.waiting_reason}
          </Text>
        )}
        <div className="flex flex-wrap gap-1 pt-1">
          {task.kind !== ORDINARY_TASK && (
            <Badge size="2xsmall" className="whitespace-nowrap">
              {task.kind_label}
            </Badge>
          )}
          {task.blocked && (
            <Badge size="2xsmall" className="whitespace-nowrap">
              Blocked
            </Badge>
          )}
          {task.visible_to_client && (
            <Badge size="2xsmall" color="blue" className="whitespace-nowrap">
              Visible to client
            </Badge>
          )}
        </div>
      </Table.Cell>
      <Table.Cell>{OWNERS[task.holder]}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{formatDate(task.due_at)}</Table.Cell>
      <Table.Cell>
        <StatusBadge color={TASK_COLORS[task.status]} className="whitespace-nowrap">
          {task.status_label}
        </StatusBadge>
      </Table.Cell>
      <Table.Cell>
        <IfMay permission="service-requests:write">
          <div className="flex justify-end gap-2">
            {next
              .filter((status) => VERBS[status] && (status !== "done" || task.done_by.includes("staff")))
              .map((status) => (
                <Button
                  key={status}
                  size="small"
                  variant="transparent"
                  disabled={isPending || task.blocked}
                  onClick={() => mutate({ task_id: task.id, status, updated_at: task.updated_at })}
                >
                  {VERBS[status]}
                </Button>
              ))}
          </div>
        </IfMay>
      </Table.Cell>
    </Table.Row>
  )
}

const AddTask = ({ requestId }: { requestId: string }) => {
  const { mutateAsync } = useAddTask(requestId)
  const form = useActionForm({
    schema: NewTask,
    defaults: { name: "" },
    send: mutateAsync,
    done: "Task added",
    clears: true,
  })
  return (
    <InlineForm form={form} submit="Add task">
      <TextField control={form.control} name="name" label="New task" />
    </InlineForm>
  )
}

/** The request's tasks, and a form to add one. */
export const TasksSection = ({ request }: { request: ServiceRequestDetailOut }) => (
  <Section title="Tasks">
    {request.tasks.length === 0 ? (
      <Empty>No tasks yet. Add the work that this request needs.</Empty>
    ) : (
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>Task</Table.HeaderCell>
            <Table.HeaderCell>Owner</Table.HeaderCell>
            <Table.HeaderCell>Due</Table.HeaderCell>
            <Table.HeaderCell>Status</Table.HeaderCell>
            <Table.HeaderCell />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {request.tasks.map((task) => (
            <TaskRow key={task.id} requestId={request.id} task={task} />
          ))}
        </Table.Body>
      </Table>
    )}
    <IfMay permission="service-requests:write">
      <AddTask requestId={request.id} />
    </IfMay>
  </Section>
)

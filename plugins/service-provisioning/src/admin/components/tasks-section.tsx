import { Badge, Button, Input, StatusBadge, Table, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { TASK_STATUS_LABELS, TASK_TRANSITIONS, type TaskStatus } from "../../contracts/statuses"
import type { TaskOut } from "../../contracts/tasks"
import { ORDINARY_TASK } from "../../domain/task-kind"
import { formatDate } from "../lib/format"
import { messageOf } from "../lib/sdk"
import { useAddTask, useUpdateTask } from "../lib/service-requests"
import { TASK_COLOURS } from "../lib/statuses"
import { Empty, Section } from "./section"
import { IfMay } from "./if-may"

const HOLDERS = { team: "Team", client: "Client", authority: "Authority" } as const

const VERBS: Readonly<Partial<Record<TaskStatus, string>>> = { in_progress: "Start", done: "Done" }

const TaskRow = ({ requestId, task }: { requestId: string; task: TaskOut }) => {
  const { mutateAsync, isPending } = useUpdateTask(requestId)
  const next: readonly TaskStatus[] = TASK_TRANSITIONS[task.status]
  const move = async (status: TaskStatus) => {
    try {
      await mutateAsync({ task_id: task.id, status, updated_at: task.updated_at })
      toast.success(`${task.name}: ${TASK_STATUS_LABELS[status]}`)
    } catch (error) {
      toast.error("The task was not changed", { description: messageOf(error) })
    }
  }
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
              Waits
            </Badge>
          )}
          {task.visible_to_client && (
            <Badge size="2xsmall" color="blue" className="whitespace-nowrap">
              Client sees it
            </Badge>
          )}
        </div>
      </Table.Cell>
      <Table.Cell>{HOLDERS[task.holder]}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{formatDate(task.due_at)}</Table.Cell>
      <Table.Cell>
        <StatusBadge color={TASK_COLOURS[task.status]} className="whitespace-nowrap">
          {task.status_label}
        </StatusBadge>
      </Table.Cell>
      <Table.Cell>
        <div className="flex justify-end gap-2">
          {next
            .filter((status) => VERBS[status] && (status !== "done" || task.done_by.includes("staff")))
            .map((status) => (
              <IfMay key={status} permission="service-requests:write">
                <Button
                  size="small"
                  variant="transparent"
                  disabled={isPending || task.blocked}
                  onClick={() => void move(status)}
                >
                  {VERBS[status]}
                </Button>
              </IfMay>
            ))}
        </div>
      </Table.Cell>
    </Table.Row>
  )
}

/** The request's tasks, and a line to add one. */
export const TasksSection = ({ request }: { request: ServiceRequestDetailOut }) => {
  const [name, setName] = useState("")
  const { mutateAsync, isPending } = useAddTask(request.id)
  const add = async () => {
    try {
      await mutateAsync({ name: name.trim() })
      setName("")
      toast.success("Task added")
    } catch (error) {
      toast.error("The task was not added", { description: messageOf(error) })
    }
  }
  return (
    <Section title="Tasks">
      {request.tasks.length === 0 ? (
        <Empty>This request has no tasks.</Empty>
      ) : (
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>Task</Table.HeaderCell>
              <Table.HeaderCell>Holder</Table.HeaderCell>
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
        <form
          className="flex items-center gap-2 px-6 py-4"
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <Input
            aria-label="New task"
            placeholder="Add a task"
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" size="small" variant="secondary" disabled={!name.trim()} isLoading={isPending}>
            Add
          </Button>
        </form>
      </IfMay>
    </Section>
  )
}

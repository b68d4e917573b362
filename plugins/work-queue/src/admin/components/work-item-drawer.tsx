import { Button, Copy, Drawer, Text, usePrompt } from "@medusajs/ui"
import type { ReactNode } from "react"

import { mayCancel, mayRetry, showMoment, subjectOf } from "../lib/status"
import { useCancel, useRetry, useWorkItem } from "../lib/work-items"
import { WorkStatusBadge } from "./status-badge"
import { IfMay } from "./if-may"

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid grid-cols-3 gap-4 px-6 py-3">
    <dt>
      <Text size="small" weight="plus" leading="compact" className="text-ui-fg-subtle">
        {label}
      </Text>
    </dt>
    <dd className="txt-small col-span-2 break-words">{children}</dd>
  </div>
)

const Copied = ({ text }: { text: string }) => (
  <span className="flex items-start gap-x-2 font-mono">
    <span className="break-all">{text}</span>
    <Copy content={text} />
  </span>
)

/** Everything about one item, with what can be done about it. Its payload may name a person and is not shown. */
export const WorkItemDrawer = ({ id, onClose }: { id: string | undefined; onClose: () => void }) => {
  const item = useWorkItem(id).data?.work_item
  const prompt = usePrompt()
  const retry = useRetry()
  const cancel = useCancel()

  const askAndCancel = async (itemId: string) => {
    const sure = await prompt({
      title: "Cancel this work?",
      description: "It is not done unless you retry it later.",
      confirmText: "Cancel work",
      cancelText: "Keep it",
    })
    if (sure) cancel.mutate(itemId, { onSuccess: onClose })
  }

  return (
    <Drawer open={id !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{item?.kind ?? "Work item"}</Drawer.Title>
          <Drawer.Description className="sr-only">Details of a work item</Drawer.Description>
        </Drawer.Header>
        {item && (
          <Drawer.Body className="overflow-y-auto p-0">
            <dl className="divide-y">
              <Fact label="Status">
                <WorkStatusBadge status={item.status} />
              </Fact>
              <Fact label="About">
                <Copied text={subjectOf(item)} />
              </Fact>
              <Fact label="Reason">{item.last_error ?? "–"}</Fact>
              {item.waits_for && <Fact label="Waits for">{item.waits_for}</Fact>}
              <Fact label="Attempts">{`${item.attempts} of ${item.max_attempts}, first wait ${item.backoff_seconds} s`}</Fact>
              <Fact label="Due">{showMoment(item.run_at)}</Fact>
              <Fact label="Created">{showMoment(item.created_at)}</Fact>
              <Fact label="Changed">{showMoment(item.updated_at)}</Fact>
              <Fact label="Finished">{showMoment(item.finished_at)}</Fact>
              <Fact label="Request ID">{item.request_id ? <Copied text={item.request_id} /> : "–"}</Fact>
              <Fact label="Work item ID">
                <Copied text={item.id} />
              </Fact>
            </dl>
          </Drawer.Body>
        )}
        {item && (
          <Drawer.Footer>
            {mayCancel(item) && (
              <IfMay permission="work-items:write">
                <Button
                  size="small"
                  variant="secondary"
                  isLoading={cancel.isPending}
                  onClick={() => void askAndCancel(item.id)}
                >
                  Cancel work
                </Button>
              </IfMay>
            )}
            {mayRetry(item) && (
              <IfMay permission="work-items:write">
                <Button
                  size="small"
                  isLoading={retry.isPending}
                  onClick={() => retry.mutate(item.id, { onSuccess: onClose })}
                >
                  Retry
                </Button>
              </IfMay>
            )}
          </Drawer.Footer>
        )}
      </Drawer.Content>
    </Drawer>
  )
}

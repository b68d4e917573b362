import { ConfirmButton, Copyable, Fact, formatMoment, IfMay, NONE, RecordDrawer } from "@atrium/admin-kit"
import { Button } from "@medusajs/ui"

import type { WorkItemView } from "../../contracts"
import { mayCancel, mayRetry, subjectOf } from "../lib/status"
import { useCancel, useRetry, useWorkItem } from "../lib/work-items"
import { WorkStatusBadge } from "./status-badge"

const Facts = ({ item }: { item: WorkItemView }) => (
  <div className="divide-y">
    <Fact label="Status">
      <WorkStatusBadge status={item.status} />
    </Fact>
    <Fact label="Subject">
      <Copyable text={subjectOf(item)} />
    </Fact>
    <Fact label="Reason">{item.last_error ?? NONE}</Fact>
    {item.waits_for && <Fact label="Waiting for">{item.waits_for}</Fact>}
    <Fact label="Attempts">{`${item.attempts} of ${item.max_attempts}; first retry after ${item.backoff_seconds} s`}</Fact>
    <Fact label="Due">{formatMoment(item.run_at)}</Fact>
    <Fact label="Created">{formatMoment(item.created_at)}</Fact>
    <Fact label="Updated">{formatMoment(item.updated_at)}</Fact>
    <Fact label="Finished">{formatMoment(item.finished_at)}</Fact>
    <Fact label="Caused by">{item.caused_by ? <Copyable text={item.caused_by} /> : "Scheduled job"}</Fact>
    <Fact label="Request ID">{item.request_id ? <Copyable text={item.request_id} /> : NONE}</Fact>
    <Fact label="Work item ID">
      <Copyable text={item.id} />
    </Fact>
  </div>
)

const Actions = ({ item, onDone }: { item: WorkItemView; onDone: () => void }) => {
  const retry = useRetry()
  const cancel = useCancel()
  return (
    <IfMay permission="work-items:write">
      {mayCancel(item) && (
        <ConfirmButton
          ask={{
            title: "Cancel this item?",
            description: "It won't run unless you retry it later.",
            confirmText: "Cancel item",
          }}
          isLoading={cancel.isPending}
          onConfirm={() => cancel.mutate(item.id, { onSuccess: onDone })}
        >
          Cancel item
        </ConfirmButton>
      )}
      {mayRetry(item) && (
        <Button size="small" isLoading={retry.isPending} onClick={() => retry.mutate(item.id, { onSuccess: onDone })}>
          Retry
        </Button>
      )}
    </IfMay>
  )
}

/** An item with its details and actions. Its payload isn't shown because it can contain personal data. */
export const WorkItemDrawer = ({ id, onClose }: { id: string | undefined; onClose: () => void }) => {
  const loading = useWorkItem(id)
  const item = id === undefined ? undefined : loading.data?.work_item
  return (
    <RecordDrawer
      what="This item"
      open={id !== undefined}
      title={item?.kind ?? "Work item"}
      loading={loading}
      onClose={onClose}
      footer={item && <Actions item={item} onDone={onClose} />}
    >
      {item && <Facts item={item} />}
    </RecordDrawer>
  )
}

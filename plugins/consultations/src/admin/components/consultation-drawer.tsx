import { ConfirmButton, Fact, formatMoment, IfMay, NONE, RecordDrawer } from "@atrium/admin-kit"
import { Hint, Label, StatusBadge, Textarea } from "@medusajs/ui"
import { useId, useState } from "react"
import { Link } from "react-router-dom"

import type { AdminConsultation } from "../../contracts/consultations"
import { CANCELER_LABELS, CONFLICT_LABELS } from "../../contracts/statuses"
import { STATUS_COLORS, useCancelConsultation, useConsultation } from "../lib/consultations"

const Cancel = ({ consultation }: { consultation: AdminConsultation }) => {
  const id = useId()
  const [reason, setReason] = useState("")
  const { mutate, isPending } = useCancelConsultation(consultation.id)
  return (
    <div className="flex w-full flex-col gap-2">
      <Label htmlFor={id} size="small" weight="plus">
        Reason
      </Label>
      <Textarea id={id} rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Hint>Optional. The visitor reads it.</Hint>
      <ConfirmButton
        className="self-end"
        isLoading={isPending}
        ask={{
          title: "Cancel this consultation?",
          description: "The visitor and the provider get an email, and the time is free again. This can't be undone.",
          confirmText: "Cancel consultation",
        }}
        onConfirm={() => mutate(reason)}
      >
        Cancel consultation
      </ConfirmButton>
    </div>
  )
}

const Facts = ({ consultation }: { consultation: AdminConsultation }) => (
  <>
    <Fact label="Status">
      <StatusBadge color={STATUS_COLORS[consultation.status]}>{consultation.status_label}</StatusBadge>
    </Fact>
    {consultation.conflict && (
      <Fact label="Conflict">
        <StatusBadge color="red">{CONFLICT_LABELS[consultation.conflict]}</StatusBadge>
      </Fact>
    )}
    <Fact label="When">{`${formatMoment(consultation.starts_at)} – ${formatMoment(consultation.ends_at)}`}</Fact>
    <Fact label="Where">{consultation.place || NONE}</Fact>
    <Fact label="Provider">
      <Link className="text-ui-fg-interactive" to={`/providers/${consultation.provider.id}`}>
        {consultation.provider.name}
      </Link>
    </Fact>
    <Fact label="Visitor">{consultation.name ?? NONE}</Fact>
    <Fact label="Email">{consultation.email ?? NONE}</Fact>
    <Fact label="Time zone">{consultation.time_zone}</Fact>
    <Fact label="Note">{consultation.note || NONE}</Fact>
    {consultation.status === "canceled" && (
      <Fact label="Canceled by">
        {[consultation.canceled_by && CANCELER_LABELS[consultation.canceled_by], consultation.cancel_reason]
          .filter(Boolean)
          .join(": ")}
      </Fact>
    )}
    <Fact label="Created">{formatMoment(consultation.created_at)}</Fact>
  </>
)

/** A consultation, which staff can cancel until it starts. */
export const ConsultationDrawer = ({ id, onClose }: { id: string | undefined; onClose: () => void }) => {
  const loading = useConsultation(id)
  const consultation = id === undefined ? undefined : loading.data?.consultation
  const cancelable = consultation?.status === "booked" && consultation.starts_at > new Date().toISOString()
  return (
    <RecordDrawer
      what="This consultation"
      open={id !== undefined}
      title={consultation?.reference ?? "Consultation"}
      description={consultation?.service.title ?? "Loading"}
      loading={loading}
      onClose={onClose}
      footer={
        cancelable && (
          <IfMay permission="consultations:write">
            <Cancel key={consultation.id} consultation={consultation} />
          </IfMay>
        )
      }
    >
      {consultation && <Facts consultation={consultation} />}
    </RecordDrawer>
  )
}

import { Empty, formatMoment, IfMay, InlineForm, Section, TextField, useActionForm } from "@atrium/admin-kit"
import { Text } from "@medusajs/ui"
import { z } from "zod"

import { type ServiceRequestDetailOut, UpdateServiceRequest } from "../../contracts/service-requests"
import { useUpdateServiceRequest } from "../lib/service-requests"

const Note = z.strictObject({ notes: UpdateServiceRequest.shape.notes.unwrap() })

const AddNote = ({ id }: { id: string }) => {
  const { mutateAsync } = useUpdateServiceRequest(id)
  const form = useActionForm({
    schema: Note,
    defaults: { notes: "" },
    send: mutateAsync,
    done: "Note added",
    clears: true,
  })
  return (
    <InlineForm form={form} submit="Add note">
      <TextField control={form.control} name="notes" label="New note" hint="Visible to staff only" multiline />
    </InlineForm>
  )
}

/** Internal notes. They can be added but not edited. */
export const NotesSection = ({ request }: { request: ServiceRequestDetailOut }) => (
  <Section title="Notes">
    {request.notes.length === 0 && <Empty>No notes yet. Notes aren't visible to customers.</Empty>}
    {request.notes.map((note) => (
      <div key={note.id} className="px-6 py-3">
        <Text size="small" className="whitespace-pre-wrap">
          {note.text}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted">
          {formatMoment(note.created_at)}
          {note.actor_type === "provider" && " · by the provider"}
        </Text>
      </div>
    ))}
    <IfMay permission="service-requests:write">
      <AddNote id={request.id} />
    </IfMay>
  </Section>
)

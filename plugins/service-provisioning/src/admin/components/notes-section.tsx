import { Button, Text, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { formatMoment } from "../lib/format"
import { messageOf } from "../lib/sdk"
import { useUpdateServiceRequest } from "../lib/service-requests"
import { Empty, Section } from "./section"
import { IfMay } from "./if-may"

/** Notes of the team; they are added, never replaced, and no customer sees them. */
export const NotesSection = ({ request }: { request: ServiceRequestDetailOut }) => {
  const [text, setText] = useState("")
  const { mutateAsync, isPending } = useUpdateServiceRequest(request.id)
  const add = async () => {
    try {
      await mutateAsync({ notes: text })
      setText("")
      toast.success("Note added")
    } catch (error) {
      toast.error("The note was not added", { description: messageOf(error) })
    }
  }
  return (
    <Section title="Notes">
      {request.notes.length === 0 && <Empty>No notes yet. Customers never see what stands here.</Empty>}
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
        <form
          className="flex flex-col items-end gap-2 px-6 py-4"
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <Textarea
            aria-label="New note"
            placeholder="Add a note for the team"
            value={text}
            maxLength={5000}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" size="small" variant="secondary" disabled={!text.trim()} isLoading={isPending}>
            Add note
          </Button>
        </form>
      </IfMay>
    </Section>
  )
}

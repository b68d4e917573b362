import { failureOf, messageOf, Section } from "@atrium/admin-kit"
import { Alert, Button, Text } from "@medusajs/ui"
import { type ChangeEvent, useRef } from "react"

import type { ServiceImportOut } from "../../contracts/service-imports"
import { useUploadServices } from "../lib/service-imports"

/** What is wrong with the file as a whole: one sentence, or one for each column. */
const Refused = ({ error }: { error: Error }) => {
  const details = Object.entries(failureOf(error).details ?? {})
  return (
    <div className="px-6 py-4" role="alert">
      <Alert variant="error">
        {details.length === 0 && messageOf(error)}
        {details.map(([column, message]) => (
          <Text key={column} size="small">
            {column === "file" ? message : `${column}: ${message}`}
          </Text>
        ))}
      </Alert>
    </div>
  )
}

/** Uploads a file, which is checked before anything is imported. */
export const UploadServices = ({ onUploaded }: { onUploaded: (uploaded: ServiceImportOut) => void }) => {
  const input = useRef<HTMLInputElement>(null)
  const upload = useUploadServices()
  const send = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    // The same file can be chosen again after it was corrected.
    event.target.value = ""
    if (file) upload.mutate(file, { onSuccess: onUploaded })
  }
  return (
    <Section
      title="Import"
      hint="A CSV file of at most 10 MB and 10,000 lines. It is checked first: you see what would change before anything does."
      action={
        <Button size="small" isLoading={upload.isPending} onClick={() => input.current?.click()}>
          Upload CSV file
        </Button>
      }
    >
      <input
        ref={input}
        className="hidden"
        type="file"
        accept=".csv,text/csv"
        aria-label="CSV file of services"
        onChange={send}
      />
      {upload.error && <Refused error={upload.error} />}
    </Section>
  )
}

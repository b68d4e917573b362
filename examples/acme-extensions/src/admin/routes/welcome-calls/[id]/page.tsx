import { callRoute, FormFailure, PageStatus, TextField, useActionForm, useRoute } from "@atrium/admin-kit"
import { Button, Container, Heading } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useParams } from "react-router-dom"

import { routes, type WelcomeCallView, WriteWelcomeCall } from "../../../../contracts"

const SummaryForm = ({ call }: { call: WelcomeCallView }) => {
  const queries = useQueryClient()
  const form = useActionForm({
    schema: WriteWelcomeCall,
    defaults: { summary: call.summary ?? "" },
    send: (body) => callRoute(routes, "POST /admin/welcome-calls/:id", { params: { id: call.id }, body }),
    done: "Summary saved. The task can be completed now.",
    onDone: () => void queries.invalidateQueries({ queryKey: ["welcome-calls"] }),
  })
  return (
    <form noValidate className="flex flex-col gap-4 px-6 py-4" onSubmit={(event) => void form.submit(event)}>
      <TextField control={form.control} name="summary" label="What was agreed" multiline />
      <FormFailure message={form.formState.errors.root?.server?.message} />
      <Button type="submit" size="small" className="self-start" isLoading={form.formState.isSubmitting}>
        Save summary
      </Button>
    </form>
  )
}

const WelcomeCallPage = () => {
  const { id = "" } = useParams()
  const call = useRoute(routes, "GET /admin/welcome-calls/:id", { params: { id } })
  if (!call.data) return <PageStatus what="The welcome call" loading={call} />
  return (
    <Container className="divide-y p-0">
      <Heading className="px-6 py-4">Welcome call</Heading>
      <SummaryForm call={call.data.welcome_call} />
    </Container>
  )
}

export const handle = { breadcrumb: () => "Welcome call" }

export default WelcomeCallPage

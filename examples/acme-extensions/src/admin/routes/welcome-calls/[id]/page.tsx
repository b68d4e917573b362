import { callRoute, InlineForm, PageStatus, TextField, useActionForm, useRoute } from "@atrium/admin-kit"
import { Container, Heading } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useParams } from "react-router-dom"

import { routes, type WelcomeCallView, WriteWelcomeCall } from "../../../../contracts"

const SummaryForm = ({ call }: { call: WelcomeCallView }) => {
  const queries = useQueryClient()
  const form = useActionForm({
    schema: WriteWelcomeCall,
    defaults: { summary: call.summary ?? "" },
    send: (body) => callRoute(routes, "POST /admin/welcome-calls/:id", { params: { id: call.id }, body }),
    done: "Summary saved. The task can now be completed.",
    onDone: () => void queries.invalidateQueries({ queryKey: ["welcome-calls"] }),
  })
  return (
    <InlineForm form={form} submit="Save summary">
      <TextField control={form.control} name="summary" label="Summary" hint="What you agreed on" multiline />
    </InlineForm>
  )
}

const WelcomeCallPage = () => {
  const { id = "" } = useParams()
  const call = useRoute(routes, "GET /admin/welcome-calls/:id", { params: { id } })
  if (!call.data) return <PageStatus what="This welcome call" loading={call} />
  return (
    <Container className="divide-y p-0">
      <Heading className="px-6 py-4">Welcome call</Heading>
      <SummaryForm call={call.data.welcome_call} />
    </Container>
  )
}

export const handle = { breadcrumb: () => "Welcome call" }

export default WelcomeCallPage

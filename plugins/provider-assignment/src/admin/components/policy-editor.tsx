import {
  type FieldOf,
  Fact,
  FormFailure,
  formatMoment,
  IfMay,
  NumberField,
  Section,
  useActionForm,
  useField,
} from "@atrium/admin-kit"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import type { ComponentProps } from "react"

import { PolicyContent, type PolicyDetailOut } from "../../contracts/policies"
import { useUpdatePolicy } from "../lib/policies"
import { PolicyParts } from "./policy-parts"

type PartsProps<O> = FieldOf<PolicyContent, O> & Pick<ComponentProps<typeof PolicyParts>, "available" | "ordered">

const PartsField = <O,>({ control, name, ...parts }: PartsProps<O>) => {
  const { value, change, error } = useField({ control, name })
  return (
    <>
      <PolicyParts {...parts} chosen={Array.isArray(value) ? value.map(String) : []} onChange={change} />
      {error && (
        <Text size="small" role="alert" className="text-ui-fg-error px-6 py-3">
          {error}
        </Text>
      )}
    </>
  )
}

/** The policy in use, as a form: saving adds the next version. */
export const PolicyEditor = ({ policy }: { policy: PolicyDetailOut }) => {
  const { mutateAsync } = useUpdatePolicy(policy.id)
  const form = useActionForm({
    schema: PolicyContent,
    defaults: policy.current_version.content,
    send: (content) => mutateAsync({ content, updated_at: policy.updated_at }),
    at: "content",
    done: "Policy saved. Unassigned requests are checked again.",
  })
  const { control } = form
  return (
    <form noValidate className="flex flex-col gap-3 xl:flex-row" onSubmit={(event) => void form.submit(event)}>
      <div className="flex w-full flex-col gap-3">
        <Container className="flex flex-wrap items-center justify-between gap-4">
          <div>
            <Heading>Assignment policy</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              How new service requests are assigned. Past decisions keep the version they were made with.
            </Text>
          </div>
          <IfMay permission="assignment-policies:write">
            <Button
              type="submit"
              size="small"
              disabled={!form.formState.isDirty}
              isLoading={form.formState.isSubmitting}
            >
              Save as version {policy.versions.length + 1}
            </Button>
          </IfMay>
        </Container>
        <FormFailure message={form.formState.errors.root?.server?.message} />
        <Section title="Rules" hint="Providers who break a rule aren't eligible">
          <PartsField control={control} name="rules" available={policy.available.rules} />
        </Section>
        <Section title="Priorities" hint="How to choose among eligible providers, in this order">
          <PartsField control={control} name="scorers" available={policy.available.scorers} ordered />
        </Section>
        <Section title="Time frames">
          <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
            <NumberField
              control={control}
              name="interval_days"
              label="Compare workload over"
              unit="days"
              hint="Older work doesn't count toward fair shares"
            />
            <NumberField
              control={control}
              name="planning_weeks"
              label="Plan ahead"
              unit="weeks"
              hint="A request must fit into these weeks, including the current one"
            />
          </div>
        </Section>
      </div>
      <div className="flex w-full flex-col gap-3 xl:max-w-[400px]">
        <Section title="Versions">
          {policy.versions.map(({ id, number, created_at }) => (
            <Fact key={id} label={`Version ${number}`}>
              {formatMoment(created_at)}
              {id === policy.current_version.id ? " · in use" : ""}
            </Fact>
          ))}
        </Section>
      </div>
    </form>
  )
}

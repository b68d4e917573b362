import {
  type FieldOf,
  Fact,
  FormFailure,
  formatMoment,
  GuardedForm,
  NumberField,
  PageHeader,
  Section,
  TwoColumns,
  useActionForm,
  useField,
  useMay,
} from "@atrium/admin-kit"
import { Button, Text } from "@medusajs/ui"
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

/** Edits the policy in use. Every save creates a version. */
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
  const maySave = useMay("assignment-policies:write")
  return (
    <GuardedForm form={form} className="flex flex-col gap-3" readOnly={!maySave}>
      <TwoColumns
        main={
          <>
            <PageHeader
              title="Assignment policy"
              subtitle="How new service requests are assigned. Past decisions keep the version they were made with."
            >
              {maySave && (
                <Button
                  type="submit"
                  size="small"
                  disabled={!form.formState.isDirty}
                  isLoading={form.formState.isSubmitting}
                >
                  Save as version {policy.versions.length + 1}
                </Button>
              )}
            </PageHeader>
            <FormFailure form={form} />
            <Section title="Rules" hint="A provider must meet every rule to be eligible.">
              <PartsField control={control} name="rules" available={policy.available.rules} />
            </Section>
            <Section title="Priorities" hint="How to choose between eligible providers, in this order">
              <PartsField control={control} name="scorers" available={policy.available.scorers} ordered />
            </Section>
            <Section title="Time frames">
              <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
                <NumberField
                  control={control}
                  name="interval_days"
                  label="Compare workload over"
                  unit="days"
                  hint="Older work doesn't count toward a fair share."
                />
                <NumberField
                  control={control}
                  name="planning_weeks"
                  label="Plan ahead"
                  unit="weeks"
                  hint="A request must fit into this many weeks, including the current one."
                />
              </div>
            </Section>
          </>
        }
        side={
          <Section title="Versions">
            {policy.versions.map(({ id, number, created_at }) => (
              <Fact key={id} label={`Version ${number}`}>
                {formatMoment(created_at)}
                {id === policy.current_version.id ? " · In use" : ""}
              </Fact>
            ))}
          </Section>
        }
      />
    </GuardedForm>
  )
}

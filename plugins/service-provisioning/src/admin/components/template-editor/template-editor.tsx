import { FormModal, useActionForm } from "@atrium/admin-kit"
import { Button, Tabs, toast } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"

import type { ServiceTemplateOut } from "../../../contracts/templates"
import { TemplateContent } from "../../../domain/template-content"
import { useSaveTemplate } from "../../lib/service-templates"
import { GeneralPart } from "./general-part"
import type { VariantOption } from "./part"
import { QuestionsPart } from "./questions-part"
import { RoutingPart } from "./routing-part"
import { TasksPart } from "./tasks-part"
import { TiersPart } from "./tiers-part"

type Props = {
  product: { id: string; title: string }
  template: ServiceTemplateOut | undefined
  initial: TemplateContent
  variants: readonly VariantOption[]
  onClose: () => void
}

const PARTS = [
  { id: "general", label: "General" },
  { id: "tiers", label: "Tiers" },
  { id: "questions", label: "Questions" },
  { id: "tasks", label: "Tasks" },
  { id: "routing", label: "Routing" },
] as const
type Part = (typeof PARTS)[number]["id"]

/** The tab that a field is on. */
const partOf = (field: string): Part => PARTS.find(({ id }) => id === field)?.id ?? "general"

/** Edits a service template. Every save creates a version; earlier purchases don't change. */
export const TemplateEditor = ({ product, template, initial, variants, onClose }: Props) => {
  const { mutateAsync } = useSaveTemplate(product.id, template)
  const [part, setPart] = useState<string>("general")
  const publish = useRef(false)
  const form = useActionForm({
    schema: TemplateContent,
    defaults: initial,
    send: (content) => mutateAsync({ content, publish: publish.current }),
    at: "content",
    done: () => (publish.current ? "New version published" : "Draft saved"),
    onDone: onClose,
  })
  const { errors, submitCount, isSubmitting } = form.formState
  const wrong = new Set(
    Object.keys(errors)
      .filter((field) => field !== "root")
      .map(partOf)
  )

  const reported = useRef(0)
  useEffect(() => {
    if (isSubmitting || reported.current === submitCount) return
    reported.current = submitCount
    const first = PARTS.find(({ id }) => wrong.has(id))
    if (!first) return
    setPart(first.id)
    toast.error("Some fields need attention")
  })

  const save = (published: boolean) => {
    publish.current = published
    void form.submit()
  }
  return (
    <FormModal
      form={form}
      title={`Service template for ${product.title}`}
      description="Every save creates a new version. Earlier purchases keep the version they were made with."
      onClose={onClose}
      actions={
        <>
          <Button size="small" variant="secondary" isLoading={isSubmitting} onClick={() => save(false)}>
            Save as draft
          </Button>
          <Button size="small" isLoading={isSubmitting} onClick={() => save(true)}>
            Publish
          </Button>
        </>
      }
    >
      <Tabs value={part} onValueChange={setPart}>
        <Tabs.List>
          {PARTS.map(({ id, label }) => (
            <Tabs.Trigger key={id} value={id}>
              {label}
              {wrong.has(id) && (
                <span className="text-ui-fg-error" aria-label="needs attention">
                  {" •"}
                </span>
              )}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <div className="pt-6">
          <Tabs.Content value="general">
            <GeneralPart form={form} />
          </Tabs.Content>
          <Tabs.Content value="tiers">
            <TiersPart form={form} variants={variants} />
          </Tabs.Content>
          <Tabs.Content value="questions">
            <QuestionsPart form={form} variants={variants} />
          </Tabs.Content>
          <Tabs.Content value="tasks">
            <TasksPart form={form} variants={variants} />
          </Tabs.Content>
          <Tabs.Content value="routing">
            <RoutingPart form={form} />
          </Tabs.Content>
        </div>
      </Tabs>
    </FormModal>
  )
}

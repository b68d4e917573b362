import { Button, FocusModal, Heading, Tabs, Text, toast } from "@medusajs/ui"
import { useState } from "react"

import type { TemplateContent } from "../../../domain/template-content"
import { messageOf } from "../../lib/sdk"
import { checkContent } from "./check"
import { GeneralPart } from "./general-part"
import { QuestionsPart } from "./questions-part"
import { RoutingPart } from "./routing-part"
import { TasksPart } from "./tasks-part"
import { TiersPart } from "./tiers-part"
import type { Mistakes, VariantOption } from "./types"

type Props = {
  title: string
  initial: TemplateContent
  variants: readonly VariantOption[]
  /** Saves; `publish` sells the new version at once. */
  onSave: (content: TemplateContent, publish: boolean) => Promise<void>
  onClose: () => void
}

const PARTS = [
  { id: "general", label: "General", owns: /^(short_|store_|purchasable|active|max_|sort_|estimated_)/ },
  { id: "tiers", label: "Tiers", owns: /^tiers/ },
  { id: "questions", label: "Questions", owns: /^questions/ },
  { id: "tasks", label: "Tasks", owns: /^tasks/ },
  { id: "routing", label: "Routing", owns: /^routing/ },
] as const

/** The editor of a service template: every save is a new version; nothing sold changes. */
export const TemplateEditor = ({ title, initial, variants, onSave, onClose }: Props) => {
  const [draft, setDraft] = useState(initial)
  const [mistakes, setMistakes] = useState<Mistakes>({})
  const [saving, setSaving] = useState(false)
  const [part, setPart] = useState<string>("general")
  const change = (changes: Partial<TemplateContent>) => setDraft((content) => ({ ...content, ...changes }))

  const save = async (publish: boolean) => {
    const checked = checkContent(draft)
    if ("mistakes" in checked) {
      setMistakes(checked.mistakes)
      const wrong = PARTS.find(({ owns }) => Object.keys(checked.mistakes).some((path) => owns.test(path)))
      if (wrong) setPart(wrong.id)
      toast.error("Some fields are not right yet", { description: Object.values(checked.mistakes)[0] ?? "" })
      return
    }
    setMistakes({})
    setSaving(true)
    try {
      await onSave(checked.content, publish)
      toast.success(publish ? "New version published" : "Draft saved")
      onClose()
    } catch (error) {
      toast.error("It was not saved", { description: messageOf(error) })
    } finally {
      setSaving(false)
    }
  }

  const parts = { content: draft, mistakes, change }
  return (
    <FocusModal open onOpenChange={(open) => !open && onClose()}>
      <FocusModal.Content>
        <FocusModal.Header>
          <div className="flex items-center gap-2">
            <Button size="small" variant="secondary" isLoading={saving} onClick={() => void save(false)}>
              Save as draft
            </Button>
            <Button size="small" isLoading={saving} onClick={() => void save(true)}>
              Publish
            </Button>
          </div>
        </FocusModal.Header>
        <FocusModal.Body className="overflow-y-auto">
          <div className="mx-auto flex max-w-[720px] flex-col gap-6 px-6 py-10">
            <div>
              <FocusModal.Title asChild>
                <Heading>{title}</Heading>
              </FocusModal.Title>
              <FocusModal.Description asChild>
                <Text size="small" className="text-ui-fg-subtle">
                  Every change becomes a new version. What was sold keeps the version it was sold with.
                </Text>
              </FocusModal.Description>
            </div>
            <Tabs value={part} onValueChange={setPart}>
              <Tabs.List>
                {PARTS.map(({ id, label, owns }) => (
                  <Tabs.Trigger key={id} value={id}>
                    {label}
                    {Object.keys(mistakes).some((path) => owns.test(path)) && (
                      <span className="text-ui-fg-error" aria-label="has mistakes">
                        {" •"}
                      </span>
                    )}
                  </Tabs.Trigger>
                ))}
              </Tabs.List>
              <div className="pt-6">
                <Tabs.Content value="general">
                  <GeneralPart {...parts} />
                </Tabs.Content>
                <Tabs.Content value="tiers">
                  <TiersPart {...parts} variants={variants} />
                </Tabs.Content>
                <Tabs.Content value="questions">
                  <QuestionsPart {...parts} />
                </Tabs.Content>
                <Tabs.Content value="tasks">
                  <TasksPart {...parts} />
                </Tabs.Content>
                <Tabs.Content value="routing">
                  <RoutingPart {...parts} />
                </Tabs.Content>
              </div>
            </Tabs>
          </div>
        </FocusModal.Body>
      </FocusModal.Content>
    </FocusModal>
  )
}

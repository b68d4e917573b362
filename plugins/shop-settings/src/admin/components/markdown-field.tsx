import { type Control, FieldFrame, messageOf, useField, useMay } from "@atrium/admin-kit"
import { Hint, Tabs, Text, Textarea } from "@medusajs/ui"
import { useState } from "react"

import type { CreateShopPage } from "../../contracts/shop-pages"
import { useMarkdownPreview } from "../lib/shop"

const HINT =
  "Markdown: ## Heading, **bold**, - list item, [link](https://example.com). HTML is shown as text. There are no images."

// Admin resets the styles of headings, lists and tables.
const PROSE = [
  "txt-medium rounded-md border px-4 py-3 [&>*+*]:mt-3",
  "[&_h2]:h1-core [&_h3]:h2-core [&_h4]:h3-core [&_a]:text-ui-fg-interactive [&_a]:underline",
  "[&_ul]:list-disc [&_ul]:pl-6 [&_ol]:list-decimal [&_ol]:pl-6 [&_blockquote]:border-l-2 [&_blockquote]:pl-4",
  "[&_table]:w-full [&_td]:border [&_td]:p-2 [&_th]:border [&_th]:p-2 [&_th]:text-left",
  "[&_code]:font-mono break-words overflow-x-auto",
].join(" ")

const Preview = ({ preview }: { preview: ReturnType<typeof useMarkdownPreview> }) => {
  if (preview.error)
    return (
      <Hint variant="error" role="alert">
        {`The preview could not be loaded. ${messageOf(preview.error)}`}
      </Hint>
    )
  if (!preview.data)
    return (
      <Text size="small" role="status" className="text-ui-fg-subtle">
        Loading the preview…
      </Text>
    )
  return preview.data.html === "" ? (
    <Text size="small" className="text-ui-fg-subtle">
      The page has no text yet.
    </Text>
  ) : (
    <div
      role="region"
      aria-label="Preview of the page"
      className={PROSE}
      // Links are shown, not followed: the text is being edited.
      onClick={(event) => event.preventDefault()}
      // Made from Markdown by the backend, which lets no HTML of the author through.
      dangerouslySetInnerHTML={{ __html: preview.data.html }}
    />
  )
}

/** The page's text, and how the storefront shows it. */
export const MarkdownField = ({ control }: { control: Control<CreateShopPage> }) => {
  const { value, change, blur, ref, error } = useField({ control, name: "body" })
  const preview = useMarkdownPreview()
  const mayChange = useMay("shop-pages:write")
  const [tab, setTab] = useState("write")
  const text = typeof value === "string" ? value : ""
  // A refused text is on the tab with its message.
  const shown = error ? "write" : tab
  const open = (next: string) => {
    setTab(next)
    if (next === "preview") preview.mutate(text)
  }
  return (
    <Tabs value={shown} onValueChange={open}>
      <Tabs.List>
        <Tabs.Trigger value="write">Write</Tabs.Trigger>
        {mayChange && <Tabs.Trigger value="preview">Preview</Tabs.Trigger>}
      </Tabs.List>
      <div className="pt-4">
        <Tabs.Content value="write">
          <FieldFrame label="Text" hint={HINT} error={error}>
            {(attributes) => (
              <Textarea
                {...attributes}
                ref={ref}
                rows={20}
                className="font-mono"
                value={text}
                onBlur={blur}
                onChange={(event) => change(event.target.value)}
              />
            )}
          </FieldFrame>
        </Tabs.Content>
        <Tabs.Content value="preview">
          <Preview preview={preview} />
        </Tabs.Content>
      </div>
    </Tabs>
  )
}

import { Copy, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid grid-cols-3 gap-4 px-6 py-3">
    <dt>
      <Text size="small" weight="plus" leading="compact" className="text-ui-fg-subtle">
        {label}
      </Text>
    </dt>
    <dd className="txt-small col-span-2 break-words">{children}</dd>
  </div>
)

export const Copied = ({ text }: { text: string }) => (
  <span className="flex items-start gap-x-2 font-mono">
    <span className="break-all">{text}</span>
    <Copy content={text} />
  </span>
)

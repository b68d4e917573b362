import { type Draft, isDraft } from "./draft"

const CHANNEL = "atrium.drafts"

type Message = { wants: string } | { key: string; draft: Draft }

const isMessage = (data: unknown): data is Message =>
  typeof data === "object" &&
  data !== null &&
  ("wants" in data ? typeof data.wants === "string" : "key" in data && "draft" in data && isDraft(data.draft))

/**
 * Asks the browser's other tabs for their draft, and sends them this tab's when they ask. A draft therefore ends with the
 * last tab that has it, unlike in localStorage, where the next user of a shared computer would find it.
 */
export const shareDrafts = (key: string, read: () => Draft | null, onDraft: (draft: Draft) => void): (() => void) => {
  if (!("BroadcastChannel" in globalThis)) return () => undefined
  const channel = new BroadcastChannel(CHANNEL)
  const send = (message: Message) => channel.postMessage(message)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isMessage(data)) return
    if ("draft" in data) {
      if (data.key === key) onDraft(data.draft)
      return
    }
    const draft = data.wants === key ? read() : null
    if (draft) send({ key, draft })
  }
  send({ wants: key })
  return () => channel.close()
}

/**
 * Words between the processes of one shop: "the catalogue changed", "business time moved". A hint and never the truth:
 * a process that is away misses them, and without Redis a process speaks to itself alone.
 */
type Listener = (message: string) => void
type Transport = (topic: string, message: string) => void
type State = { listeners: Map<string, Set<Listener>>; tell: Transport | undefined }

// One list for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.server.announcements")
const holder = globalThis as typeof globalThis & { [SLOT]?: State }
const state = (): State => (holder[SLOT] ??= { listeners: new Map(), tell: undefined })

/** Notifies the other processes; this one knows already. Never throws and never waits. */
export const announce = (topic: string, message = ""): void => state().tell?.(topic, message)

/** Receives what other processes announce about `topic`. Returns the function that stops it. */
export const onAnnouncement = (topic: string, listener: Listener): (() => void) => {
  const { listeners } = state()
  const known = listeners.get(topic) ?? new Set()
  listeners.set(topic, known.add(listener))
  return () => void known.delete(listener)
}

/** Hands on what another process said. Called by the transport. */
export const hearAnnouncement = (topic: string, message: string): void =>
  state()
    .listeners.get(topic)
    ?.forEach((listener) => listener(message))

/** Connects this process to the others; undefined disconnects it. */
export const connectAnnouncements = (tell: Transport | undefined): void => {
  state().tell = tell
}

/**
 * Notifications between the processes of one shop: "the catalog changed", "business time moved". They are hints: a
 * process that is offline misses them, and without Redis they do not leave the process.
 */
type Listener = (message: string) => void
type Transport = (topic: string, message: string) => void
type State = { listeners: Map<string, Set<Listener>>; send: Transport | undefined }

// One list for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.server.announcements")
const holder = globalThis as typeof globalThis & { [SLOT]?: State }
const state = (): State => (holder[SLOT] ??= { listeners: new Map(), send: undefined })

/** Notifies the other processes, not this one. Never throws and never waits. */
export const announce = (topic: string, message = ""): void => state().send?.(topic, message)

/** Subscribes to the announcements of other processes about `topic`. Returns the function that unsubscribes. */
export const onAnnouncement = (topic: string, listener: Listener): (() => void) => {
  const { listeners } = state()
  const known = listeners.get(topic) ?? new Set()
  listeners.set(topic, known.add(listener))
  return () => void known.delete(listener)
}

/** Passes an announcement of another process to the listeners. Called by the transport. */
export const receiveAnnouncement = (topic: string, message: string): void =>
  state()
    .listeners.get(topic)
    ?.forEach((listener) => listener(message))

/** Connects this process to the others; undefined disconnects it. */
export const connectAnnouncements = (send: Transport | undefined): void => {
  state().send = send
}

/** Who did something: kept in histories. `system` is the shop itself (work items, reconcilers). */
export type ActorType = "customer" | "guest" | "staff" | "provider" | "gateway" | "system"

export type Actor = { readonly type: ActorType; readonly id: string | null }

export const systemActor: Actor = { type: "system", id: null }

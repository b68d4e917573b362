/**
 * Who did something, as stored in histories. `system` is the shop itself (work items, reconcilers). A plugin adds its own:
 * `declare module "@atrium/kernel" { interface Actors { courier: true } }`
 */
export interface Actors {
  customer: true
  guest: true
  staff: true
  provider: true
  gateway: true
  system: true
}
export type ActorType = keyof Actors

export type Actor = { readonly type: ActorType; readonly id: string | null }

export const systemActor: Actor = { type: "system", id: null }

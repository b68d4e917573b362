import { commonErrors } from "@atrium/kernel"

/** The stamp to compare with, as the module takes it; nothing when the caller does not compare. */
export const expectedStamp = (updatedAt: string | undefined): { expected?: Date } =>
  updatedAt === undefined ? {} : { expected: new Date(updatedAt) }

/** The one template that was asked for. Throws `not_found`. */
export const requireTemplate = <T>(found: readonly T[]): T => {
  const [template] = found
  if (!template) throw commonErrors.fail("not_found")
  return template
}

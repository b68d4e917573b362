/** How long an erasure that staff asked for can be confirmed. */
export const CONFIRMATION_DAYS = 7

/** A credential of staff. */
export type StaffCredential = { readonly type: string; readonly id: string }

/** How a credential is stored with a request. */
export const askedBy = ({ type, id }: StaffCredential): string => `${type}:${id}`

/**
 * Whether staff may confirm what someone else asked for: a person, not an API key, and not the one who asked, nor the one
 * who created the API key that asked.
 * @param asker who asked, as `askedBy` returns it
 * @param keyCreator the user who created the API key that asked, if one did
 */
export const isSecondPerson = (
  staff: StaffCredential,
  { asker, keyCreator }: { readonly asker: string | null; readonly keyCreator: string | null }
): boolean => staff.type === "user" && asker !== null && asker !== askedBy(staff) && keyCreator !== staff.id

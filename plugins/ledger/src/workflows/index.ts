import "../contributions"

import { type OwnerNames, ownerNames } from "../extension-points"

export * from "../use-cases"

/** Until every plugin adds to the extension point itself. */
export const registerLedgerOwnerNames = (type: string, names: Omit<OwnerNames, "type">): void =>
  ownerNames.add(`${type} names`, { type, ...names })

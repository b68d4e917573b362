import { type WorkKind } from "../contracts"
import { type WorkHandler, workHandler, workHandlers } from "../extension-points"

export * from "../extension-points"
export * from "../use-cases"
export * from "./steps/enqueue-work"

/** Until every plugin adds to the extension point itself. */
export const registerWorkHandler = <P>(
  kind: WorkKind<P>,
  perform: WorkHandler<P>,
  options: { timeoutSeconds?: number } = {}
): void => workHandlers.add(kind.kind.split(".")[0] ?? "", workHandler(kind, perform, options))

import { createContext, useContext } from "react"

/** Names of the files that are sent with the email that is being rendered. */
export const AttachedFiles = createContext<readonly string[]>([])

/** Names of the files that are sent with the email; empty when there are none, or when they could not be opened. */
export const useAttachedFiles = (): readonly string[] => useContext(AttachedFiles)

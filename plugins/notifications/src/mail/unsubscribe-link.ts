import { createContext } from "react"

/** The link in the footer of an email that its reader can turn off; null in necessary emails. */
export const UnsubscribeLink = createContext<string | null>(null)

/** Key of the emails that help customers get started, which they can turn off. It is stored: never change it. */
export const GETTING_STARTED = "getting-started"

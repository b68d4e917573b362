import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..")

/** State of the running shop: database, demo keys, logs. Not committed. */
export const stateFolder = join(root, ".atrium")

export const inRoot = (...parts) => join(root, ...parts)
export const inState = (...parts) => join(stateFolder, ...parts)

/** Entry files of the installed command-line tools, to run them with Node without a shell. */
export const tool = {
  medusa: inRoot("node_modules", "@medusajs", "cli", "cli.js"),
  // The same without ts-node, which a build does not need: it keeps 90 MB in memory and slows every stack trace.
  medusaOfBuild: inRoot("node_modules", "@medusajs", "cli", "dist", "index.js"),
  turbo: inRoot("node_modules", "turbo", "bin", "turbo"),
  next: inRoot("node_modules", "next", "dist", "bin", "next"),
  maildev: inRoot("node_modules", "maildev", "dist", "bin", "maildev.js"),
  jest: inRoot("node_modules", "jest", "bin", "jest.js"),
  // TypeScript 7: three times as fast. ESLint, Medusa and Next use the API of version 5, the package "typescript".
  tsc: inRoot("node_modules", "typescript-7", "bin", "tsc"),
  oxfmt: inRoot("node_modules", "oxfmt", "bin", "oxfmt"),
  eslint: inRoot("node_modules", "eslint", "bin", "eslint.js"),
  depcruise: inRoot("node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs"),
  playwright: inRoot("node_modules", "@playwright", "test", "cli.js"),
}

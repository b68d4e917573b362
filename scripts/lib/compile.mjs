import { spawn } from "node:child_process"

import { tool } from "./paths.mjs"

/**
 * Compiles the TypeScript project in the current folder into `output`, in a process of its own. Types are checked by
 * `npm run typecheck`, not here too: that would slow down every start after a change.
 * @param {string} output
 * @returns {Promise<boolean>} whether it could be compiled
 */
export const compile = (output) =>
  new Promise((resolve) => {
    const options = ["-p", "tsconfig.json", "--outDir", output, "--inlineSourceMap", "--noCheck"]
    spawn(process.execPath, [tool.tsc, ...options], { stdio: "inherit" }).once("close", (code) => resolve(code === 0))
  })

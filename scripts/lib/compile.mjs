import { spawn } from "node:child_process"

import { tool } from "./paths.mjs"

/**
 * Compiles the TypeScript project in the current folder into `output`, in a process of its own.
 * @param {string} output
 * @returns {Promise<boolean>} whether it compiled without errors
 */
export const compile = (output) =>
  new Promise((resolve) => {
    const options = ["-p", "tsconfig.json", "--outDir", output, "--inlineSourceMap"]
    spawn(process.execPath, [tool.tsc, ...options], { stdio: "inherit" }).once("close", (code) => resolve(code === 0))
  })

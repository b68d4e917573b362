// `medusa build` loads medusa-config.ts, which validates the environment but connects to nothing. The values here only
// satisfy the validation. Lint is a separate command.
import { spawnSync } from "node:child_process"

import { inRoot, tool } from "./lib/paths.mjs"

const { status } = spawnSync(process.execPath, [tool.medusa, "build", "--no-lint"], {
  cwd: inRoot("backend"),
  stdio: "inherit",
  env: {
    ...process.env,
    NODE_ENV: "demo",
    DATABASE_URL: "postgres://localhost/unused-during-build",
    MEDUSA_DISABLE_TELEMETRY: "true",
  },
})
process.exit(status ?? 1)

import { connectDatabase } from "@atrium/test-kit/database"

import { Worker } from "../../src/data/worker"
import { registerNoteWork } from "./note-work"

// One worker as `medusa start` runs it, alone in its process, so that it can be killed. Reports starts to its parent.
const [database = "", concurrency = "6"] = process.argv.slice(2)

const main = async (): Promise<void> => {
  registerNoteWork((start) => process.send?.(start))
  const { container, connection } = connectDatabase(database)
  const worker = new Worker(container, { concurrency: Number(concurrency), connection })
  await worker.start()
  process.send?.("ready")
}

void main()

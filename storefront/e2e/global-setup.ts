import { raiseCapacities } from "./staff"

/** Runs once before all browser tests. */
export default raiseCapacities

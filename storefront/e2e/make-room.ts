import { makeRoom } from "./staff"

/** Before all journeys. */
export default makeRoom

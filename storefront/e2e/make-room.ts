import { makeRoom } from "./shop"

/** Before all journeys. */
export default makeRoom

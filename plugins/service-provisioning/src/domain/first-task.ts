/** The task that a new service starts with, whether it is created in Admin or imported. */
export const FIRST_TASK = {
  key: "first-call",
  name: "First call",
  description: "Discuss what the client needs.",
  due_in_days: 1,
  visible_to_client: true,
  depends_on: [],
  holder: "team" as const,
  metadata: {},
}

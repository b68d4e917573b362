import { StatusBadge } from "@medusajs/ui"

export const PublishedBadge = ({ published }: { published: boolean }) => (
  <StatusBadge color={published ? "green" : "grey"}>{published ? "Published" : "Draft"}</StatusBadge>
)

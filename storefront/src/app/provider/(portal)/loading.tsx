export { PortalLoading as default } from "@/features/provider/components/portal-loading"

export * from "./create-service-templates"
export * from "./publish-service-template"
export * from "./update-service-template"
export { currentTemplateVersions, type CurrentVersion } from "../modules/service-template/queries"

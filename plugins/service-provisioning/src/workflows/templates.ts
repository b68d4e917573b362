export * from "../use-cases/create-service-templates"
export * from "../use-cases/publish-service-template"
export * from "../use-cases/update-service-template"
export { currentTemplateVersions, type CurrentVersion } from "../data/service-templates"

export { readSettings, saveSettings } from "./manage-settings"

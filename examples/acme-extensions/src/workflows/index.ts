import "../contributions"
import "./require-completion-note"

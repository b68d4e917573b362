import "../contributions"
import "../work"

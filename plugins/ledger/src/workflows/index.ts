import "../contributions"
